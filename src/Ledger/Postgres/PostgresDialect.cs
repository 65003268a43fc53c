using System.Data.Common;

namespace Gongshu.Ledger;

internal sealed class PostgresDialect : Dialect
{
    public override string Schema => "gongshu.";

    public override string In(string column, string parameter) => $"{column} = ANY(@{parameter})";

    public override string InBytes(string column, string parameter) => $"{column} = ANY(@{parameter})";

    public override string IsNot(string column) => $"NOT {column}";

    // Behind the sub-select nobody sees how long the array is. A planner that sees it takes a plan made for this length to be cheaper than one for any, and so plans
    // each execution anew, which costs more than these queries do.
    public override string Pairs(string first, string second) => $"unnest((SELECT @{first}), (SELECT @{second})) AS p (a, b)";

    public override string Each(string parameter) => $"unnest((SELECT @{parameter})) AS s (value)";

    public override string EachBytes(string parameter) => Each(parameter);

    // OFFSET 0 keeps the planner from turning it into a join of its own choice.
    public override string LookUp(string table, string alias, string condition) =>
        $"CROSS JOIN LATERAL (SELECT * FROM {table} {alias} WHERE {condition} OFFSET 0) {alias}";

    public override string Earlier(string first, string second) => $"least({first}, {second})";

    public override string Contains(string column, string parameter) => $"strpos(lower({column} COLLATE \"C\"), @{parameter}) > 0";

    public override DateTimeOffset Instant(DbDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);

    public override DateOnly Day(DbDataReader reader, int column) => reader.GetFieldValue<DateOnly>(column);

    public override bool Flag(DbDataReader reader, int column) => reader.GetBoolean(column);

    public static object Bound(object value) => value is DateTimeOffset at ? at.ToUniversalTime() : value;
}
