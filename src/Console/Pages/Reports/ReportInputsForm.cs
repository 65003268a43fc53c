using System.Globalization;
using Gongshu.StaffConsole.Contract;

namespace Gongshu.StaffConsole.Pages.Reports;

/// <summary>What staff type for a year's report.</summary>
public sealed class ReportInputsForm
{
    /// <summary>The version that was shown; null: there was none.</summary>
    public int? Version { get; set; }

    public string? SkilledWorkers { get; set; }
    public string? HighSkilledWorkers { get; set; }
    public string? Source { get; set; }

    internal static ReportInputsForm Of(ReportInputs? stands) => stands is null ? new() : new()
    {
        Version = stands.Version,
        SkilledWorkers = stands.SkilledWorkers.ToString(CultureInfo.InvariantCulture),
        HighSkilledWorkers = stands.HighSkilledWorkers.ToString(CultureInfo.InvariantCulture),
        Source = stands.Source,
    };

    internal ReportInputsAsked Body() => new(Number(SkilledWorkers), Number(HighSkilledWorkers), Source?.Trim() ?? "");

    private static object? Number(string? typed) =>
        int.TryParse(typed, NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : Typed.Text(typed);
}
