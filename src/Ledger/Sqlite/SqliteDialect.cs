using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Gongshu.Ledger;

internal sealed class SqliteDialect : Dialect
{
    public override string Schema => "";

    public override string In(string column, string parameter) => $"{column} IN (SELECT value FROM json_each(@{parameter}))";

    public override string InBytes(string column, string parameter) => $"{column} IN (SELECT unhex(value) FROM json_each(@{parameter}))";

    public override string IsNot(string column) => $"{column} = 0";

    // Written out first, they get an index for the while; joined as they are, each would be looked for through all of the other: 12 s for ten thousand.
    public override string Pairs(string first, string second) =>
        $"""
        (WITH f AS MATERIALIZED (SELECT key, value FROM json_each(@{first})), s AS MATERIALIZED (SELECT key, value FROM json_each(@{second}))
          SELECT f.value AS a, s.value AS b FROM f JOIN s ON s.key = f.key) p
        """;

    public override string Each(string parameter) => $"json_each(@{parameter}) s";

    public override string EachBytes(string parameter) => $"(SELECT unhex(value) AS value FROM json_each(@{parameter})) s";

    // SQLite keeps the order of a CROSS JOIN, and knows no other join than by looking up.
    public override string LookUp(string table, string alias, string condition) => $"CROSS JOIN {table} {alias} ON {condition}";

    public override string Earlier(string first, string second) => $"min(coalesce({first}, {second}), coalesce({second}, {first}))";

    public override string Contains(string column, string parameter) => $"instr(lower({column}), @{parameter}) > 0";

    public override DateTimeOffset Instant(DbDataReader reader, int column) => Stored.Instant(reader.GetInt64(column));

    public override DateOnly Day(DbDataReader reader, int column) => Stored.Day(reader.GetString(column));

    public override bool Flag(DbDataReader reader, int column) => reader.GetInt64(column) != 0;

    /// <summary>Instants as microseconds, days as ISO text, arrays as JSON.</summary>
    public static object Bound(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset at => Stored.Microseconds(at),
        DateOnly day => Stored.Day(day),
        string[] texts => JsonSerializer.Serialize(texts, SqliteJson.Default.StringArray),
        long[] numbers => JsonSerializer.Serialize(numbers, SqliteJson.Default.Int64Array),
        byte[][] many => JsonSerializer.Serialize(Array.ConvertAll(many, Convert.ToHexString), SqliteJson.Default.StringArray),
        _ => value,
    };

    public static void Run(SqliteConnection connection, IReadOnlyList<Query> queries, SqliteTransaction? transaction = null)
    {
        var dialect = new SqliteDialect();
        foreach (var query in queries)
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = query.Sql;
            foreach (var (name, value) in query.Parameters) command.Parameters.AddWithValue("@" + name, Bound(value));
            using var reader = command.ExecuteReader();
            while (reader.Read()) query.OnRow(new RowReader(reader, dialect));
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
[System.Text.Json.Serialization.JsonSerializable(typeof(long[]))]
internal sealed partial class SqliteJson : System.Text.Json.Serialization.JsonSerializerContext;
