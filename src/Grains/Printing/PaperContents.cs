using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Printing;

/// <summary>From a case to what its papers say. Pure.</summary>
internal static class PaperContents
{
    public static PrintedCase Head(CaseState state, SubsidyPolicy policy, DateTimeOffset printedAt)
    {
        if (!policy.TryGet(state.Form.Programme, out var terms)) throw new InvalidOperationException("The case's programme is not in its policy.");
        return new()
        {
            CaseNumber = state.Number,
            Programme = state.Form.Programme,
            ProgrammeName = terms.Name.Zh,
            Clause = terms.Citation.Clause,
            PolicyTitle = policy.Title.Zh,
            Applicant = new(state.Form.Applicant, state.ApplicantName),
            AppliedOn = state.Submitted.Day,
            PrintedAt = PolicyTime.Of(printedAt),
            Applied = state.Claimed,
            Standing = Sum(state.Claims.Where(claim => claim.Status != ClaimStatus.Released)),
        };
    }

    public static PrintedLine[] Lines(CaseState state)
    {
        var claims = state.Claims.ToLookup(claim => claim.Line);
        return Array.ConvertAll(state.Form.Lines, line =>
        {
            var own = claims[line.Line].ToArray();
            return new PrintedLine(
                line.Line, line.Worker, line.Certificate?.Occupation.Name ?? line.Award?.Occupation, line.Certificate?.Level, line.Internship?.Education, line.Award?.Kind,
                Sum(own.Where(claim => claim.Status != ClaimStatus.Released)), own.Length > 0 && Array.TrueForAll(own, claim => claim.Rejected is not null));
        });
    }

    /// <summary>Of the first submission, whose event the receipt is the hash of.</summary>
    public static Money FirstAsked(CaseState state)
    {
        var sum = Money.Zero;
        foreach (var benefit in state.Submitted.Lines.SelectMany(line => line.Benefits))
            if (benefit.Verdict == Verdict.Eligible) sum += benefit.Amount;
        return sum;
    }

    public static PrintedReceipt Receipt(CaseState state) => new(
        state.Submitted.ReceivedAt, "sha256:" + Convert.ToHexStringLower(state.Receipt), state.Submitted.Form.Lines.Length, state.Submitted.Form.Documents,
        state.Submitted.DueOn, state.Submitted.Form.ReceivedOnPaper?.On);

    /// <summary>The newest return that was not taken back; null: the case was never returned.</summary>
    public static PrintedReturn? Return(CaseState state, StoredEvent[] events)
    {
        if (state.StandingDecisions.LastOrDefault(decision => decision.Outcome == DecisionOutcome.Return) is not { } decision) return null;
        var fact = events.Where(stored => stored.Type == CaseEvents.Returned).Select(stored => (DecisionMade)CaseEvents.Read(stored.Type, stored.Body))
            .Last(made => made.Round == decision.Round && made.Stage == decision.Stage);
        return new(decision, fact.DueOn, state.Round > decision.Round);
    }

    /// <summary>What each stage said last of the form as it stands.</summary>
    public static DecisionView[] Opinions(CaseState state) =>
        [.. state.StandingDecisions.Where(decision => decision.Round == state.Round).GroupBy(decision => decision.Stage).Select(stage => stage.Last())];

    private static Money Sum(IEnumerable<CaseClaim> claims) => CaseSums.Of(claims, _ => true);
}
