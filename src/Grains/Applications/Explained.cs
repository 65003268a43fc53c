using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Submission;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>A stored case judged again, and what its officers and its payment did since: in the words of one language.</summary>
internal sealed class Explained(CaseState state, StoredRegisters registers, SubsidyPolicy policy, WorkingDayCalendar calendar, HeldSince held)
{
    public required bool English { get; init; }

    /// <summary>Keys of duplicates on which another case stands now.</summary>
    public required IReadOnlySet<ClaimKey> Taken { get; init; }

    /// <param name="positions">The lines to show, by position.</param>
    public ExplanationView View(RegistersAsOf asOf, int[] positions, string? nextCursor)
    {
        var facts = ExplanationFacts.Of(state, registers, positions);
        var judged = Explainer.Explain(facts, policy, calendar);
        var search = new ChangeSearch(facts, policy, calendar);
        var lines = Array.ConvertAll(positions, i => Line(i, judged.Lines[Array.IndexOf(positions, i)], search, facts.Lines[Array.IndexOf(positions, i)]));
        var terms = judged.Terms;
        return new()
        {
            CaseNumber = state.Number,
            Version = state.Version,
            Status = state.Status,
            Window = state.Submitted.Window,
            Policy = policy.Id,
            PolicyTitle = In(policy.Title),
            Programme = terms.Programme,
            Title = In(terms.Name),
            Clause = terms.Citation.Clause,
            Text = terms.Citation.Quote,
            JudgedOn = state.Submitted.Day,
            RegistersAsOf = asOf,
            Agrees = Array.TrueForAll(lines, line => line.Agrees),
            Amount = state.Amount,
            Facts = [.. judged.Facts.Select(Fact)],
            Rules = [.. terms.Rules.Select(rule => new ExplainedRule(
                rule.Rule.Code.Wire(), In(rule.Rule.Code.Title()), rule.Rule.Scope, rule.Citation.Clause, rule.Citation.Quote, [.. rule.Rule.Reads.Select(fact => fact.Name)]))],
            Readings = [.. ReadingsUsed.By(policy, terms).Select(reading => new ExplainedReading(
                reading.Name, reading.Value, [.. reading.Alternatives], In(reading.Question), reading.Citation.Clause, reading.Citation.Quote))],
            Papers = [.. terms.Documents.Select(Paper)],
            Decisions = [.. ExplainedDecisions.OfCase(state)],
            Lines = lines,
            NextCursor = nextCursor,
        };
    }

    private ExplainedLine Line(int position, LineExplanation judged, ChangeSearch search, LineFacts facts)
    {
        var stored = state.Lines[position];
        var benefits = Array.ConvertAll(stored.Benefits, benefit =>
            Benefit(position, benefit, judged.Benefits.FirstOrDefault(one => one.Terms.Benefit == benefit.Benefit), search, facts));
        return new()
        {
            Line = stored.Line,
            WorkerRef = stored.WorkerRef,
            MaskedId = stored.MaskedId,
            // A benefit that the rules find now and the case never had is a difference too.
            Agrees = benefits.Length == judged.Benefits.Length && Array.TrueForAll(benefits, benefit => benefit.Agrees),
            Amount = stored.Benefits.Aggregate(Money.Zero, (sum, benefit) => sum + benefit.Amount),
            Facts = [.. judged.Facts.Select(Fact)],
            Benefits = benefits,
        };
    }

    private ExplainedBenefit Benefit(int position, SubmittedBenefit stored, BenefitExplanation? judged, ChangeSearch search, LineFacts facts)
    {
        var line = state.Lines[position].Line;
        var terms = judged?.Terms;
        return new()
        {
            Benefit = stored.Benefit,
            Title = terms is null ? EnumNames.Of(stored.Benefit) : In(terms.Name),
            Clause = stored.Clause,
            Text = terms?.Citation.Quote ?? string.Empty,
            Verdict = stored.Verdict,
            Amount = stored.Amount,
            JudgedAgain = judged?.Verdict.Verdict,
            Agrees = judged is not null && Agree(stored, judged.Verdict),
            Steps = judged is null ? [] : [.. judged.Steps.Select(step => new ExplainedStep(
                step.Terms.Rule.Code.Wire(), step.Outcome, step.Because?.Wire(), step.Detail is { } detail ? In(detail) : null))],
            Computation = judged?.Amount is { } amount ? new(amount.Per, amount.Of, [.. amount.Table.Select(row => new PossibleAmountView(row.Of, row.Amount))], amount.Less) : null,
            Payee = terms?.Payee,
            Account = terms is null ? null : policy.AccountOf(state.Form.Programme, terms),
            Keys = Array.ConvertAll(stored.Keys, key => new ExplainedKey(new SubjectId(key.Subject).Kind, key.Key, held.Of(line, stored.Benefit, key))),
            Decisions = [.. ExplainedDecisions.OfLine(state, line, stored.Benefit, policy, English)],
            Claim = Array.Find(state.Claims, claim => claim.Line == line && claim.Benefit == stored.Benefit) is { } claim ? ExplainedDecisions.Of(state, claim) : null,
            Change = ChangeOf(position, stored, search, facts) is { } change ? ChangeViews.Of(change, state.Form, position) : null,
        };
    }

    private Change? ChangeOf(int position, SubmittedBenefit stored, ChangeSearch search, LineFacts facts) => stored.Verdict switch
    {
        Verdict.NotEligible => search.For(facts, stored.Benefit),
        Verdict.Duplicate => Duplicate(stored),
        _ => ExplainedDecisions.ReasonThatStands(state, state.Lines[position].Line, stored.Benefit) is { } reason ? Change.OfOfficer(reason) : null,
    };

    private Change Duplicate(SubmittedBenefit stored)
    {
        var keys = Array.ConvertAll(stored.Keys, key => new ClaimKey(new(key.Subject), key.Key));
        return Array.Exists(keys, Taken.Contains) ? ChangeViews.Taken(Array.Find(keys, Taken.Contains)) : ChangeViews.Freed;
    }

    /// <summary>A duplicate is what the rules grant and a live claim kept out.</summary>
    private static bool Agree(SubmittedBenefit stored, BenefitVerdict judged) => stored.Verdict switch
    {
        Verdict.Eligible => judged.Verdict == Verdict.Eligible && judged.Amount == stored.Amount
            && judged.Keys.Select(key => new StoredKey(key.Subject.Value, key.Key)).SequenceEqual(stored.Keys),
        Verdict.Duplicate => judged.Verdict == Verdict.Eligible,
        _ => judged.Verdict == Verdict.NotEligible && judged.Reasons.Select(reason => reason.Code.Wire()).SequenceEqual(stored.Reasons.Select(reason => reason.Code)),
    };

    private ExplainedPaper Paper(DocumentTerms paper)
    {
        var given = Array.FindAll(state.Form.Documents, document => document.Kind == paper.Kind);
        var how = Array.Exists(given, document => document.Attachment is not null) ? PaperGiven.Attachment : given.Length > 0 ? PaperGiven.OnPaper : PaperGiven.Missing;
        return new(paper.Kind, paper.At, how, state.PapersSeen.Contains(paper.Kind), paper.Citation.Clause, paper.Citation.Quote);
    }

    private static ExplainedFact Fact(FactUsed fact) => new(fact.Name, fact.Value, fact.Source);

    private string In(BilingualText text) => English ? text.En : text.Zh;
}
