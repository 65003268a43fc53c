using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>A case as its events make it. Immutable; <see cref="Apply"/> is the only way on.</summary>
public sealed record CaseState
{
    public required CaseNumber Number { get; init; }
    public required int Version { get; init; }
    public required byte[] HeadHash { get; init; }
    /// <summary>The first event's hash: what the applicant holds.</summary>
    public required byte[] Receipt { get; init; }
    public required CaseSubmitted Submitted { get; init; }
    public required CaseStatus Status { get; init; }
    public required DateTimeOffset StatusSince { get; init; }
    public required CaseClaim[] Claims { get; init; }
    public int Round { get; init; } = 1;
    public DecisionView[] Decisions { get; init; } = [];
    public DocumentKind[] PapersSeen { get; init; } = [];
    public DateTimeOffset? DecidedAt { get; init; }
    public string? BatchId { get; init; }

    /// <summary>What is left to pay: the claims that are neither released nor clawed back.</summary>
    public Money Amount
    {
        get
        {
            var sum = Money.Zero;
            foreach (var claim in Claims)
                if (claim.Status is ClaimStatus.Held or ClaimStatus.Approved or ClaimStatus.Paid) sum += claim.Amount;
            return sum;
        }
    }

    /// <summary>Folds stored events, oldest first, onto a state (null before the first event).</summary>
    public static CaseState? Fold(CaseState? state, IEnumerable<StoredEvent> events)
    {
        foreach (var stored in events)
            state = Apply(state, stored);
        return state;
    }

    private static CaseState Apply(CaseState? state, StoredEvent stored)
    {
        if (stored.Version != (state?.Version ?? 0) + 1 || !stored.PreviousHash.AsSpan().SequenceEqual(state?.HeadHash ?? EventChain.Genesis))
            throw new InvalidOperationException($"The chain of {stored.Stream} is broken at event {stored.Version}.");
        var fact = CaseEvents.Read(stored.Type, stored.Body);
        if (fact is CaseSubmitted submitted)
            return state is null ? Begin(submitted, stored) : throw new InvalidOperationException($"{stored.Stream} is submitted twice.");
        if (state is null) throw new InvalidOperationException($"{stored.Stream} does not begin with its submission.");
        state = state with { Version = stored.Version, HeadHash = stored.Hash };
        return fact switch
        {
            DecisionMade decision => state.Decide(decision),
            CaseWithdrawn withdrawn => state.Release(CaseStatus.Withdrawn, withdrawn.At),
            CaseScheduled scheduled => state with { Status = CaseStatus.Scheduled, StatusSince = scheduled.At, BatchId = scheduled.BatchId },
            _ => throw new InvalidOperationException($"No rule for {stored.Type}."),
        };
    }

    private static CaseState Begin(CaseSubmitted submitted, StoredEvent stored) => new()
    {
        Number = CaseNumber.Parse(stored.Stream),
        Version = stored.Version,
        HeadHash = stored.Hash,
        Receipt = stored.Hash,
        Submitted = submitted,
        Status = CaseStatus.Submitted,
        StatusSince = submitted.ReceivedAt,
        Claims = [.. from line in submitted.Lines
                     from benefit in line.Benefits
                     where benefit.Verdict == Verdict.Eligible
                     select new CaseClaim(line.Line, benefit.Benefit, benefit.Amount, ClaimStatus.Held, benefit.Keys)],
    };

    private CaseState Decide(DecisionMade decision)
    {
        var state = this with
        {
            Decisions = [.. Decisions, new DecisionView(decision.Stage, decision.Round, decision.Outcome, decision.Comment, decision.By, decision.At,
                decision.Lines, decision.PapersSeen, decision.Statement)],
            PapersSeen = [.. PapersSeen.Union(decision.PapersSeen).Order()],
            DecidedAt = decision.At,
        };
        return decision.Outcome switch
        {
            DecisionOutcome.Reject => state.Release(CaseStatus.Rejected, decision.At),
            DecisionOutcome.Return => state with { Status = CaseStatus.Returned, StatusSince = decision.At },
            DecisionOutcome.Pass => state.Pass(decision),
            _ => throw new InvalidOperationException("A decision of no known outcome."),
        };
    }

    private CaseState Pass(DecisionMade decision)
    {
        var next = CaseTransitions.AfterPass(decision.Stage);
        return this with
        {
            Status = next,
            StatusSince = decision.At,
            Claims = [.. Claims.Select(claim =>
                claim.Status != ClaimStatus.Held ? claim
                : Array.Exists(decision.Lines, l => l.Line == claim.Line && (l.Benefit ?? claim.Benefit) == claim.Benefit) ? claim with { Status = ClaimStatus.Released }
                : next == CaseStatus.Approved ? claim with { Status = ClaimStatus.Approved }
                : claim)],
        };
    }

    private CaseState Release(CaseStatus status, DateTimeOffset at) => this with
    {
        Status = status,
        StatusSince = at,
        Claims = [.. Claims.Select(claim => claim.Status == ClaimStatus.Held ? claim with { Status = ClaimStatus.Released } : claim)],
    };
}

/// <summary>One benefit of one line, with all its keys.</summary>
public sealed record CaseClaim(int Line, Benefit Benefit, Money Amount, ClaimStatus Status, StoredKey[] Keys);
