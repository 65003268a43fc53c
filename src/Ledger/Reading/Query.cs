namespace Gongshu.Ledger;

/// <summary>One SELECT with named parameters; the dialect decides how a value is bound.</summary>
internal sealed class Query(string sql, Action<RowReader> onRow)
{
    public string Sql { get; } = sql;
    public List<(string Name, object Value)> Parameters { get; } = [];
    public Action<RowReader> OnRow { get; } = onRow;

    /// <param name="value"><see cref="long"/>, <see cref="int"/>, <see cref="string"/>, bytes, <see cref="DateTimeOffset"/>, <see cref="DateOnly"/>, or an array of text, numbers or bytes.</param>
    public Query With(string name, object value)
    {
        Parameters.Add((name, value));
        return this;
    }

    public Query With(IEnumerable<(string Name, object Value)> values)
    {
        Parameters.AddRange(values);
        return this;
    }
}
