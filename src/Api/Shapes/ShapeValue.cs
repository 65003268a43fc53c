using System.Globalization;
using System.Text.Json;
using Gongshu.Api.Json;

namespace Gongshu.Api.Shapes;

/// <summary>Single values, as members and as elements of lists alike. The element is known to be a string.</summary>
internal static class ShapeValue
{
    public static T? Choice<T>(JsonElement text, Pointer at, Faults faults)
        where T : struct, Enum
    {
        if (JsonText.TryRead(text, out var name) && WireNames.TryParse<T>(name, out var value)) return value;
        faults.Add(at, FaultCode.UnknownValue);
        return null;
    }

    public static DateOnly? Day(JsonElement text, Pointer at, Faults faults)
    {
        if (!JsonText.TryRead(text, out var written) || !Instants.TryParseDay(written, out var day))
        {
            faults.Add(at, FaultCode.InvalidDate);
            return null;
        }

        if (day.Year >= 1900) return day;
        faults.Add(at, FaultCode.OutOfRange);
        return null;
    }
}

/// <summary>Days and instants as the contract writes them.</summary>
internal static class Instants
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static bool TryParseDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>RFC 3339 with an offset; years 1900 to 2999.</summary>
    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        var time = text.IndexOf('T', StringComparison.Ordinal);
        return time >= 0 && text.AsSpan(time).IndexOfAny('Z', '+', '-') >= 0
            && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant)
            && instant.Year is >= 1900 and <= 2999;
    }
}
