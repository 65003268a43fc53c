using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>Judges the lines of one application, one after another.</summary>
internal sealed class LineJudge
{
    private readonly RuleContext _context;
    private readonly FactGroups _absentFromApplication;
    private readonly Reason[] _reasonsOfApplication;
    private readonly ImmutableArray<Fact> _facts;
    private readonly FactUsed?[] _factsOfApplication;
    private readonly List<Reason> _reasons = [];

    public LineJudge(RuleContext context, FactGroups absentFromApplication, Reason[] reasonsOfApplication, bool factsUsed)
    {
        _context = context;
        _absentFromApplication = absentFromApplication;
        _reasonsOfApplication = reasonsOfApplication;
        _facts = factsUsed ? context.Terms.Facts : [];
        _factsOfApplication = new FactUsed?[_facts.Length];
        for (var i = 0; i < _facts.Length; i++)
            _factsOfApplication[i] = _facts[i].IsOfApplication ? _facts[i].In(context, absentFromApplication) : null;
    }

    public LineVerdict Judge(LineFacts line)
    {
        _context.MoveTo(line);
        var absent = _absentFromApplication | _context.AbsentFromLine();
        _reasons.Clear();
        Evaluator.Judge(_context.Terms, RuleScope.Line, _context, absent, _reasons);
        var ofLine = _reasons.Count;

        var facts = FactsOf(absent);
        var benefits = _context.Terms.BenefitsOf(line);
        var verdicts = new BenefitVerdict[benefits.Length];
        for (var i = 0; i < verdicts.Length; i++)
        {
            _reasons.RemoveRange(ofLine, _reasons.Count - ofLine);
            verdicts[i] = Judge(benefits[i], absent, facts);
        }

        return new LineVerdict(line.Line, line.WorkerRef, line.Certificate?.Number, verdicts);
    }

    private BenefitVerdict Judge(BenefitTerms benefit, FactGroups absent, FactUsed[] facts)
    {
        _context.Benefit = benefit;
        Evaluator.Judge(_context.Terms, RuleScope.Benefit, _context, absent, _reasons);
        AddWhatIsUnknown(benefit.Needs & _absentFromApplication);
        if (_reasons.Count > 0)
            return new BenefitVerdict(benefit.Benefit, Verdict.NotEligible, Money.Zero, benefit.Citation.Clause, [], [.. _reasons], facts);

        var (amount, keys) = Entitlement.Of(_context, benefit);
        return new BenefitVerdict(benefit.Benefit, Verdict.Eligible, amount, benefit.Citation.Clause, keys, [], facts);
    }

    // The amount or the keys depend on a part of the application that is not there: the line cannot be called eligible.
    private void AddWhatIsUnknown(FactGroups unknown)
    {
        if (unknown == FactGroups.None)
            return;
        foreach (var (rule, _) in _context.Terms.RulesOf(RuleScope.Application))
        {
            if (rule.IsPresence && (rule.Group.AsFlag() & unknown) != FactGroups.None)
                _reasons.Add(Array.Find(_reasonsOfApplication, reason => reason.Code == rule.Code)!);
        }
    }

    private FactUsed[] FactsOf(FactGroups absent)
    {
        if (_facts.IsEmpty)
            return [];
        var facts = new FactUsed[_facts.Length];
        for (var i = 0; i < facts.Length; i++)
            facts[i] = _factsOfApplication[i] ?? _facts[i].In(_context, absent);
        return facts;
    }
}
