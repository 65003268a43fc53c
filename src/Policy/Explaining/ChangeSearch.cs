using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>
/// Finds what would have to be different for the refused benefits of one application. A pure search over the rules of its policy: no rule and no
/// code is known here. Equal refusals are searched once, so that a roster costs its different refusals.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class ChangeSearch
{
    private readonly ApplicationFacts _facts;
    private readonly SubsidyPolicy _policy;
    private readonly WorkingDayCalendar _calendar;
    private readonly ProgrammeTerms? _terms;
    private readonly Dictionary<FactGroups, ImmutableArray<ImmutableArray<RuleTerms>>> _components = [];
    private readonly Dictionary<string, Change> _found = new(StringComparer.Ordinal);

    /// <param name="facts">The application; its lines are judged one by one.</param>
    /// <param name="policy">The policy that it is judged by.</param>
    /// <param name="calendar">The working days, as for <see cref="Evaluator"/>.</param>
    public ChangeSearch(ApplicationFacts facts, SubsidyPolicy policy, WorkingDayCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(calendar);
        (_facts, _policy, _calendar) = (facts, policy, calendar);
        _terms = policy.TryGet(facts.Programme, out var terms) ? terms : null;
    }

    /// <summary>How often rules were asked of the line that took most.</summary>
    public int MostEvaluations { get; private set; }

    /// <summary>How many lines were searched, and not found among the ones before.</summary>
    public int Searched { get; private set; }

    /// <summary>The smallest change; null when all its rules are kept.</summary>
    /// <param name="line">A line of the application; for a master studio the line 1 without a worker.</param>
    public Change? For(LineFacts line, Benefit benefit)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (_terms is null)
            return Change.NotPossible(RefusalCode.ProgrammeNotOffered, NotOffered(_policy));
        var asked = _terms.Benefits.First(terms => terms.Benefit == benefit);
        var alone = Alone(line);
        var context = ContextOf(alone, asked);
        var absent = (context.AbsentFromApplication() | context.AbsentFromLine()) & _terms.Uses;
        var changes = new List<Change>();
        foreach (var component in ComponentsOf(absent))
        {
            if (OfComponent(component, alone, asked, absent) is { } change)
                changes.Add(change);
        }

        return changes.Count == 0 ? null
            : changes.Find(change => change.Never is { IsFixed: true }) ?? changes.Find(change => !change.IsPossible)
            ?? new Change([.. changes.SelectMany(change => change.Facts).OrderBy(fact => Order(fact.Fact))], null);
    }

    // The line by itself, of a plan only its own trainee: what a search copies does not grow with the roster.
    private ApplicationFacts Alone(LineFacts line)
    {
        if (_facts.Plan is not { } plan)
            return _facts with { Lines = [line] };
        var filed = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        if (line.WorkerRef is { } worker && plan.FiledOn.TryGetValue(worker, out var day))
            filed.Add(worker, day);
        return _facts with { Lines = [line], Plan = plan with { FiledOn = filed } };
    }

    private static BilingualText NotOffered(SubsidyPolicy policy) => new(
        $"现行政策（{policy.Title.Zh}）没有该举措，不能申请。", $"The policy in force ({policy.Title.En}) does not offer the programme.");

    private static int Order(string fact)
    {
        for (var i = 0; i < MoveTable.All.Length; i++)
        {
            if (MoveTable.All[i].Name == fact)
                return i;
        }

        return MoveTable.All.Length;
    }

    private ImmutableArray<ImmutableArray<RuleTerms>> ComponentsOf(FactGroups absent)
    {
        if (!_components.TryGetValue(absent, out var components))
            _components.Add(absent, components = RuleComponents.Of(_terms!, absent));
        return components;
    }

    private Change? OfComponent(ImmutableArray<RuleTerms> component, ApplicationFacts facts, BenefitTerms benefit, FactGroups absent)
    {
        var search = new ComponentSearch(component, state => ContextOf(state, benefit));
        var failed = search.FailedIn(facts);
        if (failed.IsEmpty)
            return null;
        var signature = SignatureOf(component, failed, facts, benefit, absent);
        if (_found.TryGetValue(signature, out var known))
            return known;

        var made = search.Find(facts);
        Searched++;
        MostEvaluations = Math.Max(MostEvaluations, search.Evaluations);
        var change = made is { } moves ? Found(moves, facts, benefit, failed) : Never(failed);
        _found.Add(signature, change);
        return change;
    }

    // What the answer may depend on: every fact that the component's moves look at. A part that is given looks at all others.
    private string SignatureOf(ImmutableArray<RuleTerms> component, ImmutableArray<RuleTerms> failed, ApplicationFacts facts, BenefitTerms benefit, FactGroups absent)
    {
        var context = ContextOf(facts, benefit);
        var moves = absent == FactGroups.None
            ? component.SelectMany(terms => terms.Rule.Reads).SelectMany(fact => MoveTable.Setting(fact)).Distinct()
            : MoveTable.All.AsEnumerable();
        return string.Join('|', moves.Where(move => !move.GivesPart).Select(move => move.Show(context)?.Json)
            .Prepend($"{benefit.Benefit} {absent} {string.Join(' ', failed.Select(terms => terms.Rule.Code))} {component[0].Rule.Code}"));
    }

    private Change Found(ImmutableArray<MadeMove> moves, ApplicationFacts facts, BenefitTerms benefit, ImmutableArray<RuleTerms> failed)
    {
        var before = ContextOf(facts, benefit);
        var after = ContextOf(moves.Aggregate(facts, (state, made) => made.Apply(state)), benefit);
        return new Change([.. moves.GroupBy(made => made.Unit).Select(unit => Fact(unit.Key, [.. unit.Select(made => made.Apply)]))], null);

        ChangedFact Fact(Move unit, Func<ApplicationFacts, ApplicationFacts>[] steps) => new()
        {
            Fact = unit.Name,
            Label = unit.Label,
            Source = unit.Source,
            Pointer = unit.Pointer,
            Reference = unit.Reference,
            IsPart = unit.GivesPart,
            From = unit.Show(before),
            To = unit.Show(after) ?? throw new InvalidOperationException($"{unit.Name} was set and has no value."),
            Clause = ClauseOf(unit, failed),
            Apply = state => steps.Aggregate(state, (one, step) => step(one)),
        };
    }

    // Of the first failed rule that it answers; what only follows from such a change has the clause of the first rule that looks at it.
    private string ClauseOf(Move unit, ImmutableArray<RuleTerms> failed)
    {
        bool Asks(RuleTerms terms) => terms.Rule.Reads.Any(unit.Sets.Contains);
        return (failed.FirstOrDefault(Asks) ?? _terms!.Rules.First(Asks)).Citation.Clause;
    }

    private static Change Never(ImmutableArray<RuleTerms> failed)
    {
        foreach (var (rule, _) in failed)
        {
            if (!rule.IsPresence && !rule.Reads.Any(IsChangeable) && FixedFacts.WhyNot(rule) is { } why)
                return Change.NotPossible(rule.Code, why, isFixed: true);
        }

        return Change.NotPossible(failed[0].Rule.Code, ChangeTexts.NoneFound);
    }

    private static bool IsChangeable(Fact fact) => MoveTable.Setting(fact).Any(move => !move.GivesPart);

    private RuleContext ContextOf(ApplicationFacts facts, BenefitTerms benefit)
    {
        var context = new RuleContext(facts, _policy, _terms!, _calendar);
        context.MoveTo(facts.Lines[0]);
        context.Benefit = benefit;
        return context;
    }
}
