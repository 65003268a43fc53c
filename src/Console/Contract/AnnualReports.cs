namespace Gongshu.StaffConsole.Contract;

/// <summary><c>GET /reports/annual/{year}</c>.</summary>
/// <param name="Inputs">Null: nobody entered them.</param>
public sealed record AnnualReport(
    int Year, string Policy, DateTimeOffset AsOf, TargetRow[] Targets, ReportInputs? Inputs, ReportRow Totals, ReportRow[] ByQuarter, ReportRow[] ByProgramme,
    ReportRow[] ByQuarterAndProgramme, int Enterprises, EnterpriseRow[] TopEnterprises, SignalRow[] Signals)
{
    /// <summary>Of a year in the API.</summary>
    public static string Path(int year) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/reports/annual/{year}");
}

/// <summary>A target of section 二 and how the year stands to it.</summary>
/// <param name="Quote">The words of the text.</param>
/// <param name="Actual">In the unit, a share in percent; null: nobody entered what it is computed from.</param>
public sealed record TargetRow(string Target, string Clause, string Quote, string Meaning, string Unit, int? ByYear, int AtLeast, decimal? Actual, bool? Met);

/// <summary>What staff entered for a year; also the body of <c>PUT …/inputs</c>.</summary>
public sealed record ReportInputs(int Year, int SkilledWorkers, int HighSkilledWorkers, string Source, int Version);

/// <summary>The body of <c>PUT /reports/annual/{year}/inputs</c>; what is no number is sent as it was typed, and told so.</summary>
public sealed record ReportInputsAsked(object? SkilledWorkers, object? HighSkilledWorkers, string Source);
