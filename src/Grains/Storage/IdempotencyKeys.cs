using System.Text.Json;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Grains.Storage;

/// <summary>One <c>Idempotency-Key</c> names one request: another body under it is refused, with the first member that differs.</summary>
internal static class IdempotencyKeys
{
    public static Refusal Reused(byte[] first, byte[] second)
    {
        using var one = JsonDocument.Parse(first);
        using var other = JsonDocument.Parse(second);
        return new()
        {
            Code = ProblemCode.IdempotencyKeyReused,
            Detail = "该幂等键已用于另一请求。",
            Pointer = FirstDifference(one.RootElement, other.RootElement, "") ?? "",
        };
    }

    /// <summary>The JSON pointer of the first member that differs, in the first body's order; members only in the second come last. Null: equal.</summary>
    internal static string? FirstDifference(JsonElement one, JsonElement other, string at)
    {
        if (one.ValueKind != other.ValueKind) return at;
        switch (one.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in one.EnumerateObject())
                {
                    var below = $"{at}/{member.Name.Replace("~", "~0").Replace("/", "~1")}";
                    if (!other.TryGetProperty(member.Name, out var twin)) return below;
                    if (FirstDifference(member.Value, twin, below) is { } found) return found;
                }
                foreach (var member in other.EnumerateObject())
                    if (!one.TryGetProperty(member.Name, out _)) return $"{at}/{member.Name.Replace("~", "~0").Replace("/", "~1")}";
                return null;
            case JsonValueKind.Array:
                var shared = Math.Min(one.GetArrayLength(), other.GetArrayLength());
                for (var i = 0; i < shared; i++)
                    if (FirstDifference(one[i], other[i], $"{at}/{i}") is { } found) return found;
                return one.GetArrayLength() == other.GetArrayLength() ? null : $"{at}/{shared}";
            default:
                return one.GetRawText() == other.GetRawText() ? null : at;
        }
    }
}
