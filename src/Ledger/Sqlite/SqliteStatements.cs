using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gongshu.Ledger;

/// <summary>
/// Prepared statements of one connection, by their text. Parameters are <c>@1</c>, <c>@2</c>, … in order. They go to SQLite itself: the provider's commands look up each
/// parameter by its name, and make a reader, each time that a row is written. Not thread-safe.
/// </summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Prepared> _prepared = new(StringComparer.Ordinal);
    private readonly sqlite3 _database = connection.Handle!;
    private readonly byte[] _text = new byte[1024];

    public SqliteConnection Connection => connection;

    /// <summary>Whether what fails is undone alone, by a savepoint around it. False: its failure is the transaction's, which the writer begins anew.</summary>
    public bool UndoesApart { get; set; }

    /// <returns>How many rows were written.</returns>
    /// <exception cref="SqliteException">A constraint holds against it, or the file could not be used.</exception>
    public int Run(string sql, params ReadOnlySpan<SqliteValue> values)
    {
        Finish(sql, values);
        return raw.sqlite3_changes(_database);
    }

    /// <returns>The number of the row that was inserted into a table which counts its rows.</returns>
    /// <exception cref="SqliteException">As <see cref="Run"/>.</exception>
    public long Insert(string sql, params ReadOnlySpan<SqliteValue> values)
    {
        Finish(sql, values);
        return raw.sqlite3_last_insert_rowid(_database);
    }

    /// <returns>The first column of the first row, or null.</returns>
    /// <exception cref="SqliteException">As <see cref="Run"/>.</exception>
    public object? Scalar(string sql, params ReadOnlySpan<SqliteValue> values)
    {
        var statement = Bind(sql, values);
        try
        {
            return Step(statement) ? FirstColumn(statement) : null;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    private void Finish(string sql, ReadOnlySpan<SqliteValue> values)
    {
        var statement = Bind(sql, values);
        try
        {
            while (Step(statement)) { }
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    /// <returns>Whether there is a row.</returns>
    private bool Step(sqlite3_stmt statement)
    {
        var answer = raw.sqlite3_step(statement);
        if (answer == raw.SQLITE_ROW) return true;
        Check(answer);
        return false;
    }

    private void Check(int answer)
    {
        if (answer is not (raw.SQLITE_OK or raw.SQLITE_DONE)) SqliteException.ThrowExceptionForRC(answer, _database);
    }

    private static object? FirstColumn(sqlite3_stmt row) => raw.sqlite3_column_type(row, 0) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(row, 0),
        raw.SQLITE_TEXT => raw.sqlite3_column_text(row, 0).utf8_to_string(),
        var type => throw new NotSupportedException($"A first column of type {type}."),
    };

    private sqlite3_stmt Bind(string sql, ReadOnlySpan<SqliteValue> values)
    {
        if (!_prepared.TryGetValue(sql, out var prepared)) _prepared[sql] = prepared = Prepare(sql, values.Length);
        for (var i = 0; i < values.Length; i++)
            if (prepared.Places[i] > 0) Check(Bind(prepared.Statement, prepared.Places[i], values[i]));
        return prepared.Statement;
    }

    private int Bind(sqlite3_stmt statement, int place, SqliteValue value) => value.Reference switch
    {
        null => raw.sqlite3_bind_int64(statement, place, value.Number),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        string text when Encoding.UTF8.TryGetBytes(text, _text, out var length) => raw.sqlite3_bind_text(statement, place, _text.AsSpan(0, length)),
        string text => raw.sqlite3_bind_text(statement, place, text),
        _ => raw.sqlite3_bind_null(statement, place),
    };

    private Prepared Prepare(string sql, int values)
    {
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        var places = new int[values];
        for (var i = 0; i < values; i++) places[i] = raw.sqlite3_bind_parameter_index(statement, "@" + (i + 1));
        return new(statement, places);
    }

    public void Dispose()
    {
        foreach (var prepared in _prepared.Values) prepared.Statement.Dispose();
    }

    /// <param name="Places">Of each value the parameter's number, as SQLite counts them; 0: the statement does not use it.</param>
    private sealed record Prepared(sqlite3_stmt Statement, int[] Places);
}
