using System.Data.Common;

namespace Gongshu.Ledger;

/// <summary>Where the two databases speak differently about the same tables.</summary>
internal abstract class Dialect
{
    /// <summary>Before each table's name.</summary>
    public abstract string Schema { get; }

    /// <summary>Whether the column's value stands in the array that <paramref name="parameter"/> binds.</summary>
    public abstract string In(string column, string parameter);

    /// <summary>The same for byte strings.</summary>
    public abstract string InBytes(string column, string parameter);

    /// <summary>Whether a column that holds yes or no holds no.</summary>
    public abstract string IsNot(string column);

    /// <summary>A table <c>p (a, b)</c> of two arrays of one length.</summary>
    public abstract string Pairs(string first, string second);

    /// <summary>A table <c>s (value)</c> of an array.</summary>
    public abstract string Each(string parameter);

    /// <summary>The same for byte strings.</summary>
    public abstract string EachBytes(string parameter);

    /// <summary>
    /// Joins the rows of a table that meet the condition, looked up by an index for each row before. A planner that is free to choose reads the whole
    /// table while it is small, and keeps that plan when it is not any more.
    /// </summary>
    public abstract string LookUp(string table, string alias, string condition);

    /// <summary>The earlier of two days, of which either may be null; null when both are.</summary>
    public abstract string Earlier(string first, string second);

    /// <summary>Whether the column contains the text, which the caller gives in ASCII lower case.</summary>
    public abstract string Contains(string column, string parameter);

    public abstract DateTimeOffset Instant(DbDataReader reader, int column);

    public abstract DateOnly Day(DbDataReader reader, int column);

    public abstract bool Flag(DbDataReader reader, int column);
}

/// <summary>The current row of a result, in the program's words.</summary>
internal readonly struct RowReader(DbDataReader reader, Dialect dialect)
{
    public int Int(int column) => reader.GetInt32(column);
    public long Long(int column) => reader.GetInt64(column);
    public int? IntOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);
    public long? LongOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
    public bool? FlagOrNull(int column) => reader.IsDBNull(column) ? null : dialect.Flag(reader, column);
    public string Text(int column) => reader.GetString(column);
    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);
    public byte[]? BytesOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
    public bool Flag(int column) => dialect.Flag(reader, column);
    public DateTimeOffset Instant(int column) => dialect.Instant(reader, column);
    public DateTimeOffset? InstantOrNull(int column) => reader.IsDBNull(column) ? null : dialect.Instant(reader, column);
    public DateOnly? DayOrNull(int column) => reader.IsDBNull(column) ? null : dialect.Day(reader, column);
}
