namespace Gongshu.Ledger;

/// <summary>The conditions of a list, each with its value; only those that the caller gave, so that the planner sees what is meant.</summary>
internal sealed class Conditions
{
    private readonly List<string> _all = [];

    public List<(string Name, object Value)> Values { get; } = [];

    public void Add(string condition) => _all.Add(condition);

    public void Add(string condition, string name, object value)
    {
        _all.Add(condition);
        Values.Add((name, value));
    }

    public void Bind(string name, object value) => Values.Add((name, value));

    public override string ToString() => _all.Count == 0 ? "" : "WHERE " + string.Join(" AND ", _all);
}
