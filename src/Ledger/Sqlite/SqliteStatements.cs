using Microsoft.Data.Sqlite;

namespace Gongshu.Ledger;

/// <summary>Prepared statements of one connection, by their text. Parameters are <c>@1</c>, <c>@2</c>, … in order.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public SqliteConnection Connection => connection;

    /// <summary>Whether what fails is undone alone, by a savepoint around it. False: its failure is the transaction's, which the writer begins anew.</summary>
    public bool UndoesApart { get; set; }

    /// <returns>How many rows were written.</returns>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <returns>The first column of the first row, or null.</returns>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) =>
        Bind(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command)) _prepared[sql] = command = Prepare(sql, values.Length);
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = SqliteDialect.Bound(values[i]);
        return command;
    }

    private SqliteCommand Prepare(string sql, int values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= values; i++) command.Parameters.Add(new SqliteParameter("@" + i, null));
        return command;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
    }
}
