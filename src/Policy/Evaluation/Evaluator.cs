using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>Judges an application: a pure function of its facts, the policy and the calendar of working days.</summary>
public static class Evaluator
{
    private static readonly LineFacts LineOfStudio = new() { Line = 1 };

    /// <summary>
    /// The verdict on every benefit of every line, with all failed rules, and the papers that are missing. Every rule is judged, except those whose
    /// facts are missing: there the missing part's own rule stands alone.
    /// </summary>
    /// <param name="facts">For a master studio the lines may be empty: the answer has one line 1 without a worker.</param>
    /// <param name="policy">The policy in force on the first day of the application's window.</param>
    /// <param name="calendar">The working days, for the filing of training plans.</param>
    /// <param name="factsUsed">Whether verdicts name the facts they rest on; without them a large roster costs half.</param>
    public static Evaluation Evaluate(ApplicationFacts facts, SubsidyPolicy policy, WorkingDayCalendar calendar, bool factsUsed = true)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(calendar);
        if (!policy.TryGet(facts.Programme, out var terms))
        {
            var (zh, en) = RefusalCode.ProgrammeNotOffered.Title();
            return new Evaluation(policy.Id, [new Reason(RefusalCode.ProgrammeNotOffered, zh, en)], [], []);
        }

        var context = new RuleContext(facts, policy, terms, calendar);
        var absent = context.AbsentFromApplication();
        var reasons = new List<Reason>();
        Judge(terms, RuleScope.Application, context, absent, reasons);
        var ofApplication = reasons.ToArray();

        var judge = new LineJudge(context, absent, ofApplication, factsUsed);
        LineVerdict[] lines;
        if (facts.Programme == Programme.MasterStudio && facts.Lines.Count == 0)
        {
            lines = [judge.Judge(LineOfStudio)];
        }
        else
        {
            lines = new LineVerdict[facts.Lines.Count];
            for (var i = 0; i < lines.Length; i++)
                lines[i] = judge.Judge(facts.Lines[i]);
        }

        return new Evaluation(policy.Id, ofApplication, lines, MissingDocuments(terms, facts.Documents));
    }

    /// <summary>The papers of section 四 that have to be there with the submission and are not.</summary>
    public static MissingDocument[] MissingDocuments(ProgrammeTerms terms, IReadOnlySet<DocumentKind> given)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(given);
        var missing = new List<MissingDocument>();
        foreach (var document in terms.Documents)
        {
            if (document.At == DocumentDue.Submission && !given.Contains(document.Kind))
                missing.Add(new MissingDocument(document.Kind, document.Citation.Clause));
        }

        return [.. missing];
    }

    /// <summary>Judges the rules of one scope and adds a reason for each that is not kept.</summary>
    internal static void Judge(ProgrammeTerms terms, RuleScope scope, RuleContext context, FactGroups absent, List<Reason> reasons)
    {
        foreach (var (rule, _) in terms.RulesOf(scope))
        {
            if ((rule.Needs & absent) == FactGroups.None && !rule.IsKept(context))
                reasons.Add(rule.Refuse(context));
        }
    }
}
