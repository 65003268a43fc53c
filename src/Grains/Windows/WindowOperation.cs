using System.Security.Cryptography;
using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;

namespace Gongshu.Grains.Windows;

/// <summary>A client's operation: its record, and what a second call under the same key is told.</summary>
internal static class WindowOperation
{
    public static OperationId IdOf(OperationKey key) => new(key.Hex);

    /// <summary>The record that a command writes; null without an <c>Idempotency-Key</c>.</summary>
    /// <param name="version">Of the stream, after the command.</param>
    public static OperationWrite? Write(OperationKey? key, string stream, int version, byte[]? answer, DateTimeOffset at) =>
        key is null ? null : new(IdOf(key), stream, version, SHA256.HashData(key.Request), key.Request, answer, at);

    /// <summary>The record of an operation that has an effect; null when it is new, was abandoned, or has no key.</summary>
    public static async Task<OperationRecord?> FindAsync(ILedger ledger, OperationKey? key) =>
        key is null || await ledger.FindOperationAsync(IdOf(key), CancellationToken.None) is not { Abandoned: false } record ? null : record;

    /// <summary>The refusal when the key was used for another request; null for a true repetition.</summary>
    public static Refusal? Reused(OperationRecord record, OperationKey key) =>
        record.RequestHash.AsSpan().SequenceEqual(SHA256.HashData(key.Request)) ? null : new Refusal
        {
            Code = ProblemCode.IdempotencyKeyReused,
            Pointer = record.Request is null ? "" : FirstDifference(record.Request, key.Request),
        };

    private static string FirstDifference(byte[] first, byte[] second)
    {
        using var one = JsonDocument.Parse(first);
        using var other = JsonDocument.Parse(second);
        return FirstDifference(one.RootElement, other.RootElement, "") ?? "";
    }

    private static string? FirstDifference(JsonElement first, JsonElement second, string at)
    {
        if (first.ValueKind != second.ValueKind) return at;
        switch (first.ValueKind)
        {
            case JsonValueKind.Object:
                var names = first.EnumerateObject().Concat(second.EnumerateObject()).Select(member => member.Name).Distinct(StringComparer.Ordinal);
                return names.Select(name => first.TryGetProperty(name, out var a) && second.TryGetProperty(name, out var b)
                    ? FirstDifference(a, b, $"{at}/{Escape(name)}")
                    : $"{at}/{Escape(name)}").FirstOrDefault(pointer => pointer is not null);
            case JsonValueKind.Array:
                var length = Math.Min(first.GetArrayLength(), second.GetArrayLength());
                for (var i = 0; i < length; i++)
                    if (FirstDifference(first[i], second[i], $"{at}/{i}") is { } pointer) return pointer;
                return first.GetArrayLength() == second.GetArrayLength() ? null : $"{at}/{length}";
            default:
                return JsonElement.DeepEquals(first, second) ? null : at;
        }
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
