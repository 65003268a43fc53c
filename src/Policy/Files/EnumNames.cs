using System.Collections.Frozen;
using System.Text.Json;

namespace Gongshu.Policy;

/// <summary>The camel-case names of enum values, as files and the REST contract write them. Numbers are no names.</summary>
public static class EnumNames
{
    /// <summary>The camel-case name.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Cache<T>.Names[value];

    /// <summary>The value of a camel-case name, exactly written.</summary>
    public static bool TryParse<T>(string? name, out T value)
        where T : struct, Enum
    {
        value = default;
        return name is not null && Cache<T>.Values.TryGetValue(name, out value);
    }

    /// <summary>All names, for a message.</summary>
    internal static string All<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Of));

    private static class Cache<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<string, T> Values =
            Enum.GetValues<T>().ToFrozenDictionary(NameOf, StringComparer.Ordinal);

        // The classes A and B of a competition are written as they are.
        private static string NameOf(T value) =>
            value.ToString() is { Length: > 1 } name ? JsonNamingPolicy.CamelCase.ConvertName(name) : value.ToString();

        public static readonly FrozenDictionary<T, string> Names = Values.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    }
}
