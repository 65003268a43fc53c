using System.Globalization;
using System.Text.Json;
using Gongshu.Api.Json;

namespace Gongshu.Api.Shapes;

/// <summary>Single values, as members and as elements of lists alike. The element is known to be a string.</summary>
internal static class ShapeValue
{
    /// <summary>More than the longest name of a value.</summary>
    private const int MostOfName = 64;

    /// <summary>Null: no name that the contract has.</summary>
    public static T? Choice<T>(JsonElement text)
        where T : struct, Enum
    {
        Span<char> name = stackalloc char[MostOfName];
        return JsonText.TryReadShort(text, name, out var length) && WireNames.TryParse<T>(name[..length], out var value) ? value : null;
    }

    /// <summary>The day, or the code of what is wrong with it.</summary>
    public static string? Day(JsonElement text, out DateOnly day)
    {
        Span<char> written = stackalloc char[Instants.DayLength];
        day = default;
        if (!JsonText.TryReadShort(text, written, out var length) || !Instants.TryParseDay(written[..length], out day)) return FaultCode.InvalidDate;
        return day.Year >= 1900 ? null : FaultCode.OutOfRange;
    }
}

/// <summary>Days and instants as the contract writes them.</summary>
internal static class Instants
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Of <c>yyyy-MM-dd</c>.</summary>
    public const int DayLength = 10;

    public static bool TryParseDay(ReadOnlySpan<char> text, out DateOnly day) =>
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
