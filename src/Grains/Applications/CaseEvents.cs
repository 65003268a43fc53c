using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>What can happen to a case, in the past tense. The stream is the case number; each command appends one event, so its version is the case's.</summary>
public abstract record CaseEvent;

/// <summary>The first event: the form as it was acknowledged, and what the rules said of it.</summary>
public sealed record CaseSubmitted : CaseEvent
{
    public required ApplicationForm Form { get; init; }
    public required WindowId Window { get; init; }
    public required string Policy { get; init; }
    public required string ApplicantName { get; init; }
    /// <summary>The policy day that the facts were judged by.</summary>
    public required DateOnly Day { get; init; }
    /// <summary>When the complete request was received; the window was judged by it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
    public required Officer By { get; init; }
    /// <summary>Entered by staff at the counter: that person takes no stage.</summary>
    public required bool AtCounter { get; init; }
    public required SubmittedLine[] Lines { get; init; }
}

/// <param name="Certificate"><c>c_…</c></param>
public sealed record SubmittedLine(int Line, string? WorkerRef, string? MaskedId, string? Certificate, SubmittedBenefit[] Benefits);

/// <param name="Keys">Subject and entitlement key, in the order of the policy file.</param>
public sealed record SubmittedBenefit(Benefit Benefit, Verdict Verdict, Money Amount, string Clause, StoredKey[] Keys, StoredReason[] Reasons);

public sealed record StoredKey(string Subject, string Key);

public sealed record StoredReason(string Code, string Zh, string En);

/// <summary>An officer's immutable ruling: types <c>case.decided</c>, <c>case.returned</c>, <c>case.rejected</c>, <c>case.approved</c>.</summary>
public sealed record DecisionMade : CaseEvent
{
    public required Stage Stage { get; init; }
    public required int Round { get; init; }
    public required DecisionOutcome Outcome { get; init; }
    public string? Comment { get; init; }
    public required Officer By { get; init; }
    public required DateTimeOffset At { get; init; }
    public required LineDecision[] Lines { get; init; }
    public required DocumentKind[] PapersSeen { get; init; }
    /// <summary>What a handler's pass states (五: 材料真实、条件符合、人岗相适).</summary>
    public string? Statement { get; init; }
}

public sealed record CaseWithdrawn(string Reason, Officer By, DateTimeOffset At) : CaseEvent;

/// <summary>The settlement put the case into a batch.</summary>
public sealed record CaseScheduled(string BatchId, DateTimeOffset At) : CaseEvent;

/// <summary>Event types, and their way into bytes and back.</summary>
public static class CaseEvents
{
    public const string Submitted = "case.submitted", Decided = "case.decided", Returned = "case.returned", Approved = "case.approved",
        Rejected = "case.rejected", Withdrawn = "case.withdrawn", Scheduled = "case.scheduled";

    public static byte[] Write(CaseEvent fact) => fact switch
    {
        CaseSubmitted submitted => JsonSerializer.SerializeToUtf8Bytes(submitted, StoredJson.Instance.CaseSubmitted),
        DecisionMade decision => JsonSerializer.SerializeToUtf8Bytes(decision, StoredJson.Instance.DecisionMade),
        CaseWithdrawn withdrawn => JsonSerializer.SerializeToUtf8Bytes(withdrawn, StoredJson.Instance.CaseWithdrawn),
        CaseScheduled scheduled => JsonSerializer.SerializeToUtf8Bytes(scheduled, StoredJson.Instance.CaseScheduled),
        _ => throw new InvalidOperationException($"An event that cannot be written: {fact.GetType().Name}."),
    };

    /// <exception cref="InvalidOperationException">A type that this program does not know: a newer program wrote it, or the store was changed.</exception>
    public static CaseEvent Read(string type, byte[] body) => type switch
    {
        Submitted => JsonSerializer.Deserialize(body, StoredJson.Instance.CaseSubmitted)!,
        Decided or Returned or Approved or Rejected => JsonSerializer.Deserialize(body, StoredJson.Instance.DecisionMade)!,
        Withdrawn => JsonSerializer.Deserialize(body, StoredJson.Instance.CaseWithdrawn)!,
        Scheduled => JsonSerializer.Deserialize(body, StoredJson.Instance.CaseScheduled)!,
        _ => throw new InvalidOperationException($"An unknown event type: {type}."),
    };
}
