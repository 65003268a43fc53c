using System.Text.Json;
using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Verification;

/// <summary>A case as its events make it, with what the fold forgets on the way.</summary>
/// <param name="Former">Claims that corrections took out or replaced, with the line as it was then; oldest first.</param>
/// <param name="Payments">What settlements put into batches.</param>
internal sealed record FoldedCase(CaseState State, IReadOnlyList<ClaimedLine> Former, IReadOnlyList<ExpectedLine> Payments)
{
    /// <summary>Every claim of the case as its rows have it: of one place those that were released first come first, the standing one last.</summary>
    public IEnumerable<ClaimedLine> Claims => Former.Concat(State.Claims.Select(claim => ClaimedLine.Of(claim, State, former: false)));

    /// <returns>Null: an event is not lawful after its predecessor, and was named.</returns>
    public static FoldedCase? Of(IReadOnlyList<StoredEvent> events, Findings findings)
    {
        CaseState? state = null;
        var former = new List<ClaimedLine>();
        var payments = new List<ExpectedLine>();
        foreach (var stored in events)
        {
            findings.Checked(Invariant.FoldIsRow);
            try
            {
                var next = CaseState.Fold(state, [stored])!;
                if (state is not null) Follow(state, next, stored, former, payments);
                state = next;
            }
            catch (Exception fault) when (fault is InvalidOperationException or JsonException or NotSupportedException or ArgumentException or FormatException or NullReferenceException or KeyNotFoundException)
            {
                var why = fault is InvalidOperationException ? fault.Message : "its content cannot be read";
                findings.Add(Invariant.FoldIsRow, Places.Event(stored.Stream, stored.Version), $"it is not lawful after its predecessor: {why}");
                return null;
            }
        }
        return new(state!, former, payments);
    }

    private static void Follow(CaseState before, CaseState next, StoredEvent stored, List<ClaimedLine> former, List<ExpectedLine> payments)
    {
        foreach (var claim in next.Former.Skip(before.Former.Length))
            former.Add(ClaimedLine.Of(claim, before, former: true));
        if (stored.Type is not (CaseEvents.Scheduled or CaseEvents.Paid or CaseEvents.PaymentFailed or CaseEvents.Stopped)) return;
        switch (CaseEvents.Read(stored.Type, stored.Body))
        {
            case CaseScheduled scheduled:
                var claims = next.Claims.Where((claim, i) => claim.IsScheduledIn(scheduled.BatchId) && !before.Claims[i].IsScheduledIn(scheduled.BatchId));
                payments.Add(new(scheduled.BatchId, next.Number, next.Form.Programme, claims.ToDictionary(claim => (claim.Line, claim.Benefit), claim => claim.Amount)));
                break;
            case CasePaid paid:
                Answer(payments, paid.BatchId, BatchLineStatus.Paid);
                break;
            case CasePaymentFailed failed:
                Answer(payments, failed.BatchId, BatchLineStatus.Failed);
                break;
            case PaymentStopped { BatchId: { } batch }:
                Answer(payments, batch, BatchLineStatus.Failed);
                break;
        }
    }

    private static void Answer(List<ExpectedLine> payments, string batchId, BatchLineStatus status)
    {
        if (payments.Find(line => line.BatchId == batchId) is { } line) line.Status = status;
    }
}

/// <summary>A claim with its line.</summary>
/// <param name="Given">The line of the form; null where the form has none (三(四)).</param>
/// <param name="Former">A correction took the claim out.</param>
internal sealed record ClaimedLine(CaseClaim Claim, SubmittedLine Line, RosterLine? Given, bool Former)
{
    public static ClaimedLine Of(CaseClaim claim, CaseState state, bool former) => new(
        claim, Array.Find(state.Lines, line => line.Line == claim.Line)!, Array.Find(state.Form.Lines, line => line.Line == claim.Line), former);
}

/// <summary>What a batch's line has to say of a case: about 150 bytes, and 40 for each claim in it.</summary>
internal sealed record ExpectedLine(string BatchId, CaseNumber Case, Programme Programme, IReadOnlyDictionary<(int Line, Benefit Benefit), Money> Claims)
{
    public BatchLineStatus Status { get; set; } = BatchLineStatus.Scheduled;
}
