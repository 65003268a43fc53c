using System.Text.Json.Serialization;

namespace Gongshu.StaffConsole.Contract;

/// <summary>A case as the page of its payment shows it: <c>GET /applications/{caseNumber}</c> and the answers to what is done there.</summary>
public sealed record CaseMoney(string CaseNumber, string Status, int Version, string Window, string Programme, Organisation Applicant, decimal Amount, string? BatchId)
{
    public CaseLine[] Lines { get; init => field = value ?? []; } = [];
    public PaymentStop[] Stops { get; init => field = value ?? []; } = [];
    public Clawback[] Clawbacks { get; init => field = value ?? []; } = [];
    public Repayment[] Repayments { get; init => field = value ?? []; } = [];

    /// <summary>What is still to come back.</summary>
    [JsonIgnore]
    public decimal Outstanding => Clawbacks.Sum(one => one.Amount) - Repayments.Sum(one => one.Amount);

    public bool IsStopped(int line) => Array.Exists(Stops, stop => stop.ReleasedAt is null && stop.Lines.Contains(line));
}

/// <summary>In force until somebody else let it go on.</summary>
public sealed record PaymentStop(int[] Lines, string Reason, Officer By, DateTimeOffset At, Officer? ReleasedBy, DateTimeOffset? ReleasedAt, string? ReleaseReason);

/// <param name="Release">Whether the person may claim the same again.</param>
public sealed record Clawback(ClawbackLine[] Lines, decimal Amount, string Reason, bool Release, Officer By, DateTimeOffset At);

/// <param name="Benefit">Null: all of the line.</param>
public sealed record ClawbackLine(int Line, string? Benefit);

public sealed record Repayment(decimal Amount, DateOnly PaidOn, string Reference, Officer By, DateTimeOffset At);

/// <summary>The body of <c>POST …/stop</c> and <c>…/stop/release</c>.</summary>
public sealed record StopAsked(int[] Lines, string Reason);

/// <summary>The body of <c>POST …/clawback</c>.</summary>
public sealed record ClawbackAsked(ClawbackLine[] Lines, string Reason, bool Release);

/// <summary>The body of <c>POST …/clawback/repayments</c>; an amount that is no number is sent as it was typed, and told so.</summary>
public sealed record RepaymentAsked(object? Amount, string? PaidOn, string Reference);

/// <summary>An item of <c>GET /clawbacks</c>.</summary>
public sealed record ClawbackItem(
    string CaseNumber, Organisation Applicant, string Programme, string Status, decimal ClawedBack, decimal Repaid, decimal Outstanding, string Window);
