using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>A move that was made, and the unit that it counts for: what is set within a part that was given belongs to the giving.</summary>
internal sealed record MadeMove(Move Unit, Func<ApplicationFacts, ApplicationFacts> Apply);

/// <summary>
/// The cheapest set of moves after which a group of rules is kept: fewest units first, then fewest of registers, then the least distance. Tries the
/// moves that set what a failed rule reads, and knows of the rules nothing but their verdict.
/// </summary>
/// <param name="context">A context for an application, at its one line and the benefit asked for.</param>
internal sealed class ComponentSearch(ImmutableArray<RuleTerms> rules, Func<ApplicationFacts, RuleContext> context)
{
    /// <summary>Far above what any case takes; only that a search ends, whatever a policy says.</summary>
    public const int MostEvaluations = 5_000;

    private readonly PriorityQueue<Node, (int, int, int, int)> _open = new();
    private readonly Dictionary<string, ImmutableArray<RuleTerms>> _failed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pushed = new(StringComparer.Ordinal);

    private sealed record Node(ApplicationFacts Facts, ImmutableList<MadeMove> Made, int Registers, int Distance)
    {
        public required string Signature { get; init; }

        public required ImmutableArray<RuleTerms> Failed { get; init; }

        public IEnumerable<Move> Units => Made.Select(made => made.Unit).Distinct();

        /// <summary>A fact is set once; within a part that was given, as often as it takes.</summary>
        public bool May(Move move) => !Made.Exists(made => made.Unit == move);

        /// <summary>The part that was given and holds what the move sets; null: the move counts for itself.</summary>
        public Move? Given(Move move) => Made.Find(made => made.Unit.GivesPart && made.Unit.Group == move.Group)?.Unit;
    }

    /// <summary>How often rules were asked.</summary>
    public int Evaluations { get; private set; }

    /// <summary>The rules that fail, in the order of the policy.</summary>
    public ImmutableArray<RuleTerms> FailedIn(ApplicationFacts facts)
    {
        Evaluations++;
        var c = context(facts);
        var absent = c.AbsentFromApplication() | c.AbsentFromLine();
        return [.. rules.Where(terms => Fails(terms.Rule, c, absent))];
    }

    /// <summary>The moves; empty when no rule fails, null when no set of moves helps.</summary>
    public ImmutableArray<MadeMove>? Find(ApplicationFacts facts)
    {
        Push(Judged(facts, [], 0, 0));
        while (_open.TryDequeue(out var node, out _))
        {
            if (node.Failed.IsEmpty && node.Facts.IsInOrder())
                return WithoutSpare(facts, [.. node.Made]);
            if (Evaluations >= MostEvaluations)
                return null;
            foreach (var next in Helpful(node))
                Push(next);
        }

        return null;
    }

    private static bool Fails(Rule rule, RuleContext c, FactGroups absent) => (rule.Needs & absent) == FactGroups.None && !rule.IsKept(c);

    private static IEnumerable<Move> MovesOf(Node node, Rule rule) => rule.Reads.SelectMany(fact => MoveTable.Setting(fact)).Distinct().Where(node.May);

    // For each failed rule the values that mend it; where none does by itself, all: two facts may have to move together. A missing part leaves no
    // choice: every answer gives it, so it is given before anything else.
    private List<Node> Helpful(Node node)
    {
        var present = context(node.Facts);
        var after = new Dictionary<Move, Node[]>();
        var helpful = new List<Node>();
        foreach (var terms in node.Failed)
        {
            var tried = new List<Node>();
            foreach (var move in MovesOf(node, terms.Rule))
            {
                if (!after.TryGetValue(move, out var states))
                    after.Add(move, states = [.. move.Candidates(present).Select(candidate => After(node, move, candidate))]);
                tried.AddRange(states);
            }

            if (terms.Rule.IsPresence)
                return tried;
            var mending = tried.FindAll(state => !state.Failed.Contains(terms));
            helpful.AddRange(mending.Count > 0 ? mending : tried);
        }

        return helpful;
    }

    private Node After(Node node, Move move, Candidate candidate)
    {
        var unit = node.Given(move) ?? move;
        var isNew = !node.Made.Exists(made => made.Unit == unit);
        return Judged(
            candidate.Apply(node.Facts), node.Made.Add(new MadeMove(unit, candidate.Apply)), node.Registers + (isNew && unit.IsOfRegister ? 1 : 0),
            node.Distance + candidate.Distance);
    }

    private Node Judged(ApplicationFacts facts, ImmutableList<MadeMove> made, int registers, int distance)
    {
        var c = context(facts);
        var units = made.Select(one => one.Unit).Distinct().OrderBy(unit => unit.Name, StringComparer.Ordinal);
        var signature = string.Join('|', units.Select(unit => $"{unit.Name}={unit.Show(c)?.Json}"));
        if (!_failed.TryGetValue(signature, out var failed))
            _failed.Add(signature, failed = FailedIn(facts));
        return new Node(facts, made, registers, distance) { Signature = signature, Failed = failed };
    }

    private void Push(Node node)
    {
        if (_pushed.Add(node.Signature) && AtLeastToGo(node) is { } toGo)
            _open.Enqueue(node, (node.Units.Count() + toGo, node.Registers, node.Distance, _pushed.Count));
    }

    // Failed rules that no common move could mend need a unit each. Null: one of them has no move left.
    private static int? AtLeastToGo(Node node)
    {
        var needed = 0;
        var counted = new HashSet<Move>();
        foreach (var (rule, _) in node.Failed)
        {
            var moves = MovesOf(node, rule).ToArray();
            if (moves.Length == 0)
                return null;
            if (Array.TrueForAll(moves, move => node.Given(move) is null) && !counted.Overlaps(moves))
                needed++;
            counted.UnionWith(moves);
        }

        return needed;
    }

    // A value that only a later move suggested may make an earlier move spare.
    private ImmutableArray<MadeMove> WithoutSpare(ApplicationFacts facts, ImmutableArray<MadeMove> made)
    {
        var units = made.Select(one => one.Unit).Distinct().ToArray();
        if (units.Length is < 2 or > 8)
            return made;
        foreach (var subset in Enumerable.Range(1, (1 << units.Length) - 2).OrderBy(bits => int.PopCount(bits)).ThenBy(bits => bits))
        {
            var some = made.Where(one => (subset & (1 << Array.IndexOf(units, one.Unit))) != 0).ToImmutableArray();
            var state = some.Aggregate(facts, (before, one) => one.Apply(before));
            if (state.IsInOrder() && FailedIn(state).IsEmpty)
                return some;
        }

        return made;
    }
}
