using System.Globalization;
using System.Security.Cryptography;
using Gongshu.StaffConsole.Contract;

namespace Gongshu.StaffConsole.Pages;

/// <summary>The form by which several cases are passed at once.</summary>
public sealed class Several
{
    /// <summary>Case numbers, each with the version that was seen: <c>GS-2018Q1-000001@3</c>.</summary>
    public List<string>? Picked { get; set; }

    public string? Comment { get; set; }

    public bool PapersSeen { get; set; }

    /// <summary>Of the form as it was shown: sent twice, it decides once.</summary>
    public string? Key { get; set; }

    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    internal static string Pick(QueueItem item) => string.Create(CultureInfo.InvariantCulture, $"{item.CaseNumber}@{item.Version}");

    internal static (string CaseNumber, int Version)? Read(string picked) =>
        picked.Split('@') is [{ Length: > 0 } number, var version] && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? (number, seen) : null;
}
