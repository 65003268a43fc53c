using System.Globalization;
using System.Text.Json;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Verification;

/// <summary>How rows are named in findings, and values printed.</summary>
internal static class Places
{
    public static string Event(string stream, int version) => string.Create(CultureInfo.InvariantCulture, $"{stream}, event {version}");

    public static string Claim(CaseNumber number, int line, Benefit benefit) => string.Create(CultureInfo.InvariantCulture, $"{number}, line {line}, {Word(benefit)}");

    public static string ClaimRow(CaseNumber number, int line, Benefit benefit, int ordinal) =>
        string.Create(CultureInfo.InvariantCulture, $"{Claim(number, line, benefit)}, claim row {ordinal}");

    public static string Row(SnapshotClaim row) => ClaimRow(row.Case, row.Line, row.Benefit, row.Ordinal);

    public static string BatchLine(string batchId, int line) => string.Create(CultureInfo.InvariantCulture, $"{batchId}, batch line {line}");

    /// <summary>An enum's value as the contract spells it.</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Operations are named by the first digits of their id.</summary>
    public static string Operation(OperationId id) => $"operation {id.Hex[..16]}…";

    public static string Print(object? value) => value switch
    {
        null => "nothing",
        DateTimeOffset at => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? "yes" : "no",
        Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>What every database keeps of an instant.</summary>
    public static DateTimeOffset AsStored(DateTimeOffset at) => at.ToUniversalTime().AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMicrosecond));
}
