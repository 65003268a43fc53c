using Gongshu.Policy;
using Npgsql;
using NpgsqlTypes;

namespace Gongshu.PlainSql;

/// <summary>Typed parameters, by position, and the stored form of numbers.</summary>
internal static class Columns
{
    private const long PerWindow = 10_000_000_000;

    public static long Number(CaseNumber number) => Window(number.Window) * PerWindow + number.Ordinal;

    public static CaseNumber Number(long stored)
    {
        var window = (int)(stored / PerWindow);
        return new(new(window / 10, window % 10), stored % PerWindow);
    }

    public static int Window(WindowId window) => window.Year * 10 + window.Quarter;

    public static NpgsqlBatchCommand Statement(this NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
        return command;
    }

    public static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    public static NpgsqlParameter<short> Short(int value) => new() { TypedValue = (short)value };

    public static NpgsqlParameter<DateTime> Instant(DateTimeOffset at) => new() { TypedValue = at.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    public static NpgsqlParameter<DateOnly?> Day(DateOnly? day) => new() { TypedValue = day, NpgsqlDbType = NpgsqlDbType.Date };

    public static NpgsqlParameter<TValue[]> Array<TRow, TValue>(IReadOnlyList<TRow> rows, NpgsqlDbType type, Func<TRow, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = value(rows[i]);
        return new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}
