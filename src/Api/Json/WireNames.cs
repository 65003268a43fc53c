using System.Collections.Frozen;
using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Json;

/// <summary>
/// The names of enum values on the wire: camelCase, but the reasons of a line decision in kebab case, like all codes, and the classes A and B
/// of a competition as they are written in papers. Numbers are no names.
/// </summary>
internal static class WireNames
{
    public static string Of<T>(T value)
        where T : struct, Enum => Cache<T>.Names[value];

    public static bool TryParse<T>(ReadOnlySpan<char> name, out T value)
        where T : struct, Enum => Cache<T>.Values.TryGetValue(name, out value);

    public static JsonNamingPolicy PolicyOf(Type type) =>
        type == typeof(LineReason) ? JsonNamingPolicy.KebabCaseLower
        : type == typeof(CompetitionClass) ? LetterPolicy.Instance
        : JsonNamingPolicy.CamelCase;

    private sealed class LetterPolicy : JsonNamingPolicy
    {
        public static readonly LetterPolicy Instance = new();

        public override string ConvertName(string name) => name.Length == 1 ? name : CamelCase.ConvertName(name);
    }

    private static class Cache<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Names =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => PolicyOf(typeof(T)).ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> Values =
            Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
