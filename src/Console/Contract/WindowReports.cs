namespace Gongshu.StaffConsole.Contract;

/// <summary><c>GET /reports/windows/{window}</c>.</summary>
public sealed record WindowReport(
    string Window, string Policy, DateTimeOffset AsOf, DateOnly OpensOn, DateOnly ClosesOn, string Status, ReportRow Totals, ReportRow[] ByProgramme, int Enterprises,
    EnterpriseRow[] TopEnterprises, int Undecided, int Overdue, StageRow[] Stages, BatchRow[] Batches, HeldBack[] HeldBack, SignalRow[] Signals)
{
    /// <summary>Of a window in the API.</summary>
    public static string Path(string window) => $"/reports/windows/{Uri.EscapeDataString(window)}";
}

/// <summary><c>GET /windows/{window}/settlement</c>.</summary>
/// <param name="Payable">What a settlement called now would seal.</param>
public sealed record Closing(CasesAndAmount Payable, HeldBack[] HeldBack, ReportAmounts Amounts, BatchRow[] Batches);

/// <summary>The cases of a window, a programme or both.</summary>
/// <param name="Window">Null: all of the report.</param>
/// <param name="Programme">Null: all of them.</param>
public sealed record ReportRow(string? Window, string? Programme, int Cases, int Lines, int Workers, Dictionary<string, int> ByStatus, ReportAmounts Amounts);

/// <summary>submitted = undecided + refused + approved, and approved = waiting + stopped + scheduled + failed + paid + clawedBack.</summary>
public sealed record ReportAmounts(
    decimal Submitted, decimal Undecided, decimal Refused, decimal Approved, decimal Waiting, decimal Stopped, decimal Scheduled, decimal Failed, decimal Paid,
    decimal ClawedBack, decimal Repaid);

public sealed record EnterpriseRow(string Uscc, string Name, int Cases, int Lines, int Workers, ReportAmounts Amounts);

public sealed record StageRow(string Stage, int Decided, decimal? MedianDays, int? LongestDays, int Waiting, int Overdue);

/// <summary>A batch in a window's report: total = paid + failed + unanswered.</summary>
public sealed record BatchRow(string BatchId, string Status, DateTimeOffset SealedAt, DateTimeOffset? ReleasedAt, int Lines, decimal Total, decimal Paid, decimal Failed, decimal Unanswered);

public sealed record SignalRow(string Code, string Name, int Cases);
