namespace Gongshu.Policy;

/// <summary>An answer of the working-day calendar, or the year without data that kept it from answering (<c>calendar-year-unknown</c>).</summary>
public readonly record struct CalendarAnswer<T>
    where T : struct
{
    private readonly T _value;

    private CalendarAnswer(T value, int? unknownYear)
    {
        _value = value;
        UnknownYear = unknownYear;
    }

    /// <summary>The first year that was needed and has no data; null when the answer is known.</summary>
    public int? UnknownYear { get; }

    /// <summary>Whether there is an answer.</summary>
    public bool IsKnown => UnknownYear is null;

    /// <summary>The answer.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public T Value => IsKnown ? _value : throw new InvalidOperationException($"The calendar of {UnknownYear} is not known.");

    /// <summary>A known answer.</summary>
    public static implicit operator CalendarAnswer<T>(T value) => new(value, null);

    internal static CalendarAnswer<T> Unknown(int year) => new(default, year);
}
