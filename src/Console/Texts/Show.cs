using System.Globalization;

namespace Gongshu.StaffConsole.Texts;

/// <summary>Dates, times and money as they are written on papers here.</summary>
internal static class Show
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>2018年3月5日, or 5 Mar 2018.</summary>
    public static string Day(this Speech speech, DateOnly day) => speech.English
        ? day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>The day in Asia/Shanghai.</summary>
    public static string Day(this Speech speech, DateTimeOffset at) => speech.Day(DateOnly.FromDateTime(at.ToOffset(Shanghai).DateTime));

    /// <summary>2018年3月5日 09:30.</summary>
    public static string Instant(this Speech speech, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{speech.Day(at)} {at.ToOffset(Shanghai):HH:mm}");

    /// <summary>09:30:05, in Asia/Shanghai.</summary>
    public static string Clock(DateTimeOffset at) => at.ToOffset(Shanghai).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>12,345.00: yuan with thousands and two digits.</summary>
    public static string Yuan(decimal amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);

    /// <summary>For the <c>datetime</c> of a <c>time</c> element.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>2018年第一季度, or 2018 Q1.</summary>
    public static string Window(this Speech speech, string? id)
    {
        if (id is not { Length: 6 } || id[4] != 'Q') return id ?? "";
        return speech.English ? $"{id[..4]} {id[4..]}" : $"{id[..4]}年第{"一二三四"[Math.Clamp(id[5] - '1', 0, 3)]}季度";
    }
}
