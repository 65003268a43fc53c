using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>The way to a decision: stages, correction, withdrawal, appeal.</summary>
public sealed partial record CaseState
{
    /// <summary>The decisions that stand: those that were not taken back, oldest first.</summary>
    public IEnumerable<DecisionView> StandingDecisions
    {
        get
        {
            var standing = new List<DecisionView>();
            foreach (var decision in Decisions)
            {
                if (decision.Outcome != DecisionOutcome.Reversal) standing.Add(decision);
                else standing.RemoveAt(standing.FindLastIndex(earlier => earlier.Round == decision.Round && earlier.Stage == decision.Stage));
            }
            return standing;
        }
    }

    private (CaseAct, CaseState) Decide(DecisionMade decision)
    {
        var state = this with
        {
            Decisions = [.. Decisions, new DecisionView(decision.Stage, decision.Round, decision.Outcome, decision.Comment, decision.By, decision.At,
                decision.Lines, decision.PapersSeen, decision.Statement)],
            PapersSeen = [.. PapersSeen.Union(decision.PapersSeen).Order()],
            DecidedAt = decision.At,
            DueOn = decision.DueOn,
            Assignee = null,
        };
        return decision.Outcome switch
        {
            DecisionOutcome.Reject => (CaseAct.Rejects, state.Reject(decision)),
            DecisionOutcome.Return => (CaseAct.Returns, state with { Status = CaseStatus.Returned, StatusSince = decision.At }),
            DecisionOutcome.Pass => (CaseTransitions.Passing(decision.Stage), state.Pass(decision)),
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
            Claims = Array.ConvertAll(Claims, claim =>
                claim.Status != ClaimStatus.Held ? claim
                : Array.Exists(decision.Lines, l => l.Line == claim.Line && (l.Benefit ?? claim.Benefit) == claim.Benefit) ? RejectedBy(claim, decision)
                : next == CaseStatus.Approved ? claim with { Status = ClaimStatus.Approved }
                : claim),
        };
    }

    private CaseState Reject(DecisionMade decision) => this with
    {
        Status = CaseStatus.Rejected,
        StatusSince = decision.At,
        Claims = Array.ConvertAll(Claims, claim => claim.Status == ClaimStatus.Held ? RejectedBy(claim, decision) : claim),
    };

    private static CaseClaim RejectedBy(CaseClaim claim, DecisionMade decision) =>
        claim with { Status = ClaimStatus.Released, Rejected = new(decision.Round, decision.Stage) };

    /// <summary>Everything stands as before the decision; what it released guards its keys again.</summary>
    private (CaseAct, CaseState) Reverse(DecisionReversed reversed)
    {
        var taken = new RejectedIn(reversed.Round, reversed.Stage);
        var act = reversed.Outcome switch
        {
            DecisionOutcome.Pass => CaseAct.ReversesPass,
            DecisionOutcome.Return => CaseAct.ReversesReturn,
            DecisionOutcome.Reject => CaseAct.ReversesRejection,
            _ => throw new InvalidOperationException("A reversal of no decision."),
        };
        return (act, this with
        {
            Decisions = [.. Decisions, new DecisionView(reversed.Stage, reversed.Round, DecisionOutcome.Reversal, reversed.Reason, reversed.By, reversed.At, [], [], null)],
            Status = CaseTransitions.Before(reversed.Stage),
            StatusSince = reversed.At,
            DueOn = reversed.DueOn,
            Assignee = null,
            Claims = Array.ConvertAll(Claims, claim =>
                claim.Rejected == taken ? claim with { Status = ClaimStatus.Held, Rejected = null }
                : claim.Status == ClaimStatus.Approved ? claim with { Status = ClaimStatus.Held }
                : claim),
        });
    }

    private CaseState Release(CaseStatus status, DateTimeOffset at) => this with
    {
        Status = status,
        StatusSince = at,
        DueOn = null,
        Assignee = null,
        Claims = Array.ConvertAll(Claims, claim => claim.Status == ClaimStatus.Held ? claim with { Status = ClaimStatus.Released } : claim),
    };

    private CaseState Resubmit(CaseResubmitted resubmitted)
    {
        var kept = KeptBy(resubmitted.Form, resubmitted.Lines);
        return this with
        {
            Form = resubmitted.Form,
            ApplicantName = resubmitted.ApplicantName,
            Lines = resubmitted.Lines,
            Registers = resubmitted.Registers,
            Status = CaseStatus.Submitted,
            StatusSince = resubmitted.At,
            Round = Round + 1,
            DueOn = resubmitted.DueOn,
            Assignee = null,
            Claims = HeldFor(resubmitted.Lines),
            Former = [.. Former, .. Claims.Where(claim => !kept.Contains((claim.Line, claim.Benefit))).Select(claim => claim with { Status = ClaimStatus.Released })],
            EnteredBy = resubmitted.AtCounter ? [.. EnteredBy.Union([resubmitted.By.Id])] : EnteredBy,
            Workers = Workers.Union(resubmitted.Lines.Select(line => line.WorkerRef).OfType<string>()).ToHashSet(),
        };
    }

    /// <summary>
    /// The held claims that a correction leaves as they are: the line says the same, and so do its keys and its amount. All others are released,
    /// and claimed anew where the corrected form still names them.
    /// </summary>
    public IReadOnlySet<(int Line, Benefit Benefit)> KeptBy(ApplicationForm form, SubmittedLine[] lines)
    {
        var given = Form.Lines.ToDictionary(line => line.Line);
        var corrected = form.Lines.ToDictionary(line => line.Line);
        var kept = new HashSet<(int, Benefit)>();
        foreach (var claim in Claims)
        {
            if (claim.Status != ClaimStatus.Held || given.GetValueOrDefault(claim.Line) != corrected.GetValueOrDefault(claim.Line)) continue;
            if (Array.Find(lines, line => line.Line == claim.Line) is { } line
                && Array.Exists(line.Benefits, b => b.Verdict == Verdict.Eligible && b.Benefit == claim.Benefit && b.Amount == claim.Amount && b.Keys.SequenceEqual(claim.Keys)))
                kept.Add((claim.Line, claim.Benefit));
        }
        return kept;
    }

    private CaseState File(AppealFiled appeal) => this with
    {
        Appeals = [.. Appeals, new AppealView(appeal.Number, appeal.Lines, appeal.Grounds, appeal.By, appeal.At, appeal.DueOn, null, null, null, null)],
        Claims = Array.ConvertAll(Claims, claim => claim.Rejected is not null && appeal.Lines.Contains(claim.Line) ? claim with { Appeal = appeal.Number } : claim),
    };

    private (CaseAct, CaseState) Decide(AppealDecided decided)
    {
        var state = this with
        {
            Appeals = Array.ConvertAll(Appeals, appeal => appeal.Number != decided.Number ? appeal
                : appeal with { Outcome = decided.Outcome, Comment = decided.Comment, DecidedBy = decided.By, DecidedAt = decided.At }),
        };
        if (decided.Outcome == AppealOutcome.Uphold) return (CaseAct.UpholdsAppeal, state);
        return (CaseAct.OverturnsAppeal, state.WithMoney(Array.ConvertAll(Claims, claim =>
            claim.Appeal == decided.Number && claim.Rejected is not null ? claim with { Status = ClaimStatus.Approved, Rejected = null } : claim), decided.At));
    }
}
