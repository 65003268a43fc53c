using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>What stands in the database at the places where some commands want to write: the facts of a verdict.</summary>
internal sealed class StandingRows
{
    /// <summary>With the number of times that it was abandoned.</summary>
    public Dictionary<OperationId, (OperationRecord Record, int Abandoned)> Operations { get; } = [];
    /// <summary>By the operation that brought them.</summary>
    public Dictionary<OperationId, AttachmentRow> Attachments { get; } = [];
    public Dictionary<CaseNumber, int> CaseVersions { get; } = [];
    /// <summary>The newest version of each stream that has any.</summary>
    public Dictionary<string, int> StreamVersions { get; } = new(StringComparer.Ordinal);
    public Dictionary<(string Batch, int Line), BatchLineStatus> BatchLines { get; } = [];
    public Dictionary<string, int> BatchVersions { get; } = new(StringComparer.Ordinal);
    public HashSet<(WindowId Window, int Ordinal)> BatchOrdinals { get; } = [];
    /// <summary>Claims that stand in a batch by a line that did not fail.</summary>
    public HashSet<(CaseNumber Case, int Line, Benefit Benefit)> BatchedClaims { get; } = [];
    public Dictionary<(CaseNumber Case, int Line, Benefit Benefit), List<ClaimAtPlace>> Claims { get; } = [];
    public Dictionary<(CaseNumber Case, string Person), Duty> Officers { get; } = [];
    /// <summary>With the person who decided.</summary>
    public Dictionary<(CaseNumber Case, int Round, Stage Stage), string> Decisions { get; } = [];
    public Dictionary<string, (string Worker, int Live)> Certificates { get; } = new(StringComparer.Ordinal);
    /// <summary>What was merged into what.</summary>
    public Dictionary<SubjectId, SubjectId> Aliases { get; } = [];
    public Dictionary<ClaimKey, LiveClaim> LiveClaims { get; } = [];

    /// <summary>The rows that a change would move: the live ones of its place, or for a revival those of the newest release.</summary>
    public IReadOnlyList<ClaimAtPlace> MovedBy(ClaimChange change)
    {
        if (!Claims.TryGetValue((change.Case, change.Line, change.Benefit), out var rows)) return [];
        var there = rows.FindAll(c => c.Status == change.From && (c.Slot == 0) != change.IsRevival);
        if (!change.IsRevival || there.Count == 0) return there;
        var newest = there.Max(c => c.Slot);
        return there.FindAll(c => c.Slot == newest);
    }

    /// <summary>Whether just this person decided just that stage of that round.</summary>
    public bool Stands(DecisionWrite decision) =>
        decision.Stage is { } stage && Decisions.GetValueOrDefault((decision.Case, decision.Round, stage)) == decision.Person;

    /// <summary>Whether live approved rows stand there the other way; those of one place always stand alike.</summary>
    public bool Fits(ClaimStop stop) =>
        Claims.TryGetValue((stop.Case, stop.Line, stop.Benefit), out var rows)
        && rows.Exists(c => c is { Slot: 0, Status: ClaimStatus.Approved } && c.Stopped != stop.Stopped);
}

/// <summary>A claim row of a case that a command changes; slot 0 guards.</summary>
internal sealed record ClaimAtPlace(ClaimStatus Status, long Slot, bool Stopped, ClaimKey Key, string? Certificate, string? Worker);
