using Gongshu.Api.Json;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Exports;

/// <summary>Reports as tables: the same figures as in their JSON, the columns named as its members.</summary>
internal static class ReportTables
{
    private static readonly string[] Statuses =
        ["submitted", "recommended", "endorsed", "approved", "scheduled", "paid", "returned", "withdrawn", "rejected", "lapsed", "paymentFailed", "clawedBack"];
    private static readonly string[] Amounts =
        ["submitted", "undecided", "refused", "approved", "waiting", "stopped", "scheduled", "failed", "paid", "clawedBack", "repaid"];
    private static readonly string[] Figures =
        ["window", "programme", "cases", "lines", "workers", .. Statuses.Select(name => "byStatus." + name), .. Amounts.Select(name => "amounts." + name)];

    public static ExportTable[] Of(AnnualReportView report) =>
    [
        Facts(("year", Text(report.Year)), ("policy", report.Policy), ("asOf", Instant(report.AsOf)), ("enterprises", Text(report.Enterprises)),
            ("inputs.skilledWorkers", Text(report.Inputs?.SkilledWorkers)), ("inputs.highSkilledWorkers", Text(report.Inputs?.HighSkilledWorkers)), ("inputs.source", report.Inputs?.Source)),
        new("targets", ["target", "clause", "quote", "meaning", "unit", "byYear", "atLeast", "actual", "met"], report.Targets.Select(target => (WrittenCell[])
        [
            Name(target.Target), WrittenCell.Of(target.Clause), WrittenCell.Of(target.Quote), WrittenCell.Of(target.Meaning), Name(target.Unit), Number(target.ByYear),
            Number(target.AtLeast), Number(target.Actual), WrittenCell.Of(target.Met switch { true => "true", false => "false", null => null }),
        ])),
        Rows("totals", [report.Totals]), Rows("byQuarter", report.ByQuarter), Rows("byProgramme", report.ByProgramme), Rows("byQuarterAndProgramme", report.ByQuarterAndProgramme),
        Enterprises(report.TopEnterprises), Signals(report.Signals),
    ];

    public static ExportTable[] Of(WindowReportView report) =>
    [
        Facts(("window", report.Window.ToString()), ("policy", report.Policy), ("asOf", Instant(report.AsOf)), ("opensOn", Day(report.OpensOn)), ("closesOn", Day(report.ClosesOn)),
            ("status", WireNames.Of(report.Status)), ("enterprises", Text(report.Enterprises)), ("undecided", Text(report.Undecided)), ("overdue", Text(report.Overdue))),
        Rows("totals", [report.Totals]), Rows("byProgramme", report.ByProgramme), Enterprises(report.TopEnterprises),
        new("stages", ["stage", "decided", "medianDays", "longestDays", "waiting", "overdue"], report.Stages.Select(stage => (WrittenCell[])
            [Name(stage.Stage), Number(stage.Decided), Number(stage.MedianDays), Number(stage.LongestDays), Number(stage.Waiting), Number(stage.Overdue)])),
        new("batches", ["batchId", "status", "sealedAt", "releasedAt", "lines", "total", "paid", "failed", "unanswered"], report.Batches.Select(batch => (WrittenCell[])
        [
            WrittenCell.Of(batch.BatchId), Name(batch.Status), WrittenCell.Of(Instant(batch.SealedAt)), WrittenCell.Of(batch.ReleasedAt is { } released ? Instant(released) : null),
            Number(batch.Lines), WrittenCell.Of(batch.Total), WrittenCell.Of(batch.Paid), WrittenCell.Of(batch.Failed), WrittenCell.Of(batch.Unanswered),
        ])),
        new("heldBack", ["caseNumber", "reason"], report.HeldBack.Select(held => (WrittenCell[])[WrittenCell.Of(held.CaseNumber.ToString()), Name(held.Reason)])),
        Signals(report.Signals),
    ];

    private static ExportTable Facts(params (string Name, string? Value)[] facts) =>
        new("report", ["name", "value"], facts.Select(fact => (WrittenCell[])[WrittenCell.Of(fact.Name), WrittenCell.Of(fact.Value)]));

    private static ExportTable Rows(string name, ReportRow[] rows) => new(name, Figures, rows.Select(row => (WrittenCell[])
    [
        WrittenCell.Of(row.Window?.ToString()), row.Programme is { } programme ? Name(programme) : default, Number(row.Cases), Number(row.Lines), Number(row.Workers),
        .. StatusesOf(row.ByStatus), .. AmountsOf(row.Amounts),
    ]));

    private static ExportTable Enterprises(EnterpriseFigures[] rows) => new("topEnterprises", ["uscc", "name", "cases", "lines", "workers", .. Amounts.Select(name => "amounts." + name)],
        rows.Select(row => (WrittenCell[])[WrittenCell.Of(row.Uscc), WrittenCell.Of(row.Name), Number(row.Cases), Number(row.Lines), Number(row.Workers), .. AmountsOf(row.Amounts)]));

    private static ExportTable Signals(SignalCount[] signals) => new("signals", ["code", "name", "cases"],
        signals.Select(signal => (WrittenCell[])[WrittenCell.Of(signal.Code), WrittenCell.Of(signal.Name), Number(signal.Cases)]));

    private static WrittenCell[] StatusesOf(CasesByStatus by) => Array.ConvertAll(
        (int[])[by.Submitted, by.Recommended, by.Endorsed, by.Approved, by.Scheduled, by.Paid, by.Returned, by.Withdrawn, by.Rejected, by.Lapsed, by.PaymentFailed, by.ClawedBack],
        count => Number(count));

    private static WrittenCell[] AmountsOf(ReportAmounts of) => Array.ConvertAll(
        (Money[])[of.Submitted, of.Undecided, of.Refused, of.Approved, of.Waiting, of.Stopped, of.Scheduled, of.Failed, of.Paid, of.ClawedBack, of.Repaid], WrittenCell.Of);

    private static WrittenCell Name<T>(T value)
        where T : struct, Enum => WrittenCell.Of(WireNames.Of(value));

    private static WrittenCell Number(decimal? number) => new(null, number, CellStyle.Plain);

    private static string? Text(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
}
