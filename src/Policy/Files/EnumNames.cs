using System.Text.Json;

namespace Gongshu.Policy;

/// <summary>The camel-case names of enum values, as files and the REST contract write them. Numbers are no names.</summary>
public static class EnumNames
{
    /// <summary>The camel-case name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The enum has no such value.</exception>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var at = Array.IndexOf(Cache<T>.Values, value);
        return at >= 0 ? Cache<T>.Names[at] : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>The value of a camel-case name, exactly written.</summary>
    public static bool TryParse<T>(string? name, out T value)
        where T : struct, Enum
    {
        var at = Array.IndexOf(Cache<T>.Names, name);
        value = at >= 0 ? Cache<T>.Values[at] : default;
        return at >= 0;
    }

    /// <summary>All names, for a message.</summary>
    internal static string All<T>()
        where T : struct, Enum => string.Join(", ", Cache<T>.Names);

    // Plain arrays: the enums are short, and a dictionary for each of them would cost more at start than all look-ups ever.
    private static class Cache<T>
        where T : struct, Enum
    {
        public static readonly T[] Values = Enum.GetValues<T>();

        public static readonly string[] Names = Array.ConvertAll(Enum.GetNames<T>(), NameOf);

        // The classes A and B of a competition are written as they are.
        private static string NameOf(string name) => name.Length > 1 ? JsonNamingPolicy.CamelCase.ConvertName(name) : name;
    }
}
