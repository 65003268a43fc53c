namespace Gongshu.Ledger;

/// <summary>A value on its way into a column, as the column has it: instants as microseconds, days as ISO text.</summary>
internal readonly struct SqliteValue
{
    private SqliteValue(long number) => Number = number;

    private SqliteValue(object? reference) => Reference = reference ?? DBNull.Value;

    /// <summary>What is stored when <see cref="Reference"/> is null.</summary>
    public long Number { get; }

    /// <summary>A text, bytes, or <see cref="DBNull"/>.</summary>
    public object? Reference { get; }

    public static implicit operator SqliteValue(long? number) => number is { } given ? new(given) : new(null);

    public static implicit operator SqliteValue(string? text) => new(text);

    public static implicit operator SqliteValue(byte[]? bytes) => new(bytes);

    public static implicit operator SqliteValue(DateTimeOffset? at) => at is { } given ? new(Stored.Microseconds(given)) : new(null);

    public static implicit operator SqliteValue(DateOnly? day) => new(day is { } given ? Stored.Day(given) : null);
}
