using System.Globalization;
using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>How names and instants look in the columns of both databases.</summary>
internal static class Stored
{
    private const long PerWindow = 10_000_000_000;
    private const int Appeal = 4;

    /// <summary>2018Q1 is 20181.</summary>
    public static int Window(WindowId window) => window.Year * 10 + window.Quarter;

    public static WindowId Window(int stored) => new(stored / 10, stored % 10);

    /// <summary>GS-2018Q1-000123 is 201810000000123: a window is a range of numbers.</summary>
    public static long Number(CaseNumber number) =>
        number.Ordinal is > 0 and < PerWindow
            ? Window(number.Window) * PerWindow + number.Ordinal
            : throw new ArgumentOutOfRangeException(nameof(number), "A case ordinal has one to ten digits.");

    /// <summary>Streams that are named by a case number: from the first, to before the end, in the order of bytes.</summary>
    public static (string First, string End) CaseStreams => ("GS-", "GS.");

    public static CaseNumber Number(long stored) => new(Window((int)(stored / PerWindow)), stored % PerWindow);

    public static (long First, long Last) Numbers(WindowId window) => (Window(window) * PerWindow, Window(window) * PerWindow + PerWindow - 1);

    public static (long First, long Last) Numbers(int year) => (Numbers(new WindowId(year, 1)).First, Numbers(new WindowId(year, 4)).Last);

    /// <summary>0: entered or corrected the case at the counter; 1 to 3: that stage; 4: decided an appeal.</summary>
    public static int Duty(DecisionWrite decision) => decision.OnAppeal ? Appeal : (int?)decision.Stage ?? 0;

    public static Duty Duty(int stored) => new(stored is 0 or Appeal ? null : (Stage)stored, stored == Appeal);

    public static byte[] Operation(OperationId id) => Convert.FromHexString(id.Hex);

    public static OperationId Operation(byte[] stored) => new(Convert.ToHexStringLower(stored));

    /// <summary>Whole microseconds since 1970 in UTC; what is finer is cut off, on both databases alike.</summary>
    public static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset Instant(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Day(string stored) => DateOnly.ParseExact(stored, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
