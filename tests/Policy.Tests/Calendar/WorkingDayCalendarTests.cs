using System.Globalization;
using System.Text;
using CsCheck;

namespace Gongshu.Policy.Tests.Calendar;

public sealed class WorkingDayCalendarTests
{
    private static readonly Gen<DateOnly> AnyDay = Gen.Int[0, 3651].Select(n => new DateOnly(2017, 1, 1).AddDays(n));

    private readonly WorkingDayCalendar _calendar = Vectors.Calendar;

    public static TheoryData<string, string, int, string> Table()
    {
        var rows = new TheoryData<string, string, int, string>();
        foreach (var row in Vectors.Rows("working-days-vectors.tsv"))
            rows.Add(row[0], row[1], int.Parse(row[2], CultureInfo.InvariantCulture), row[5]);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Agrees_with_the_vectors(string filedOn, string classStartsOn, int days, string note) =>
        Assert.Equal((days, note), (_calendar.WorkingDaysStrictlyBetween(Vectors.Day(filedOn), Vectors.Day(classStartsOn)).Value, note));

    [Theory]
    [InlineData("2018-02-15", false)]
    [InlineData("2018-02-11", true)]
    [InlineData("2018-02-10", false)]
    [InlineData("2018-03-05", true)]
    public void Knows_holidays_and_make_up_days(string day, bool works) =>
        Assert.Equal(works, _calendar.IsWorkingDay(Vectors.Day(day)).Value);

    [Fact]
    public void Never_guesses_an_unknown_year()
    {
        Assert.Equal(2016, _calendar.IsWorkingDay(new DateOnly(2016, 12, 31)).UnknownYear);
        Assert.Equal(2027, _calendar.WorkingDaysStrictlyBetween(new DateOnly(2026, 12, 20), new DateOnly(2027, 1, 2)).UnknownYear);
        Assert.Equal(2027, _calendar.AddWorkingDays(new DateOnly(2026, 12, 31), 1).UnknownYear);
        Assert.Equal(2016, _calendar.AddWorkingDays(new DateOnly(2017, 1, 1), -1).UnknownYear);
        Assert.Equal(1, _calendar.WorkingDaysStrictlyBetween(DateOnly.MinValue, DateOnly.MaxValue).UnknownYear);
        Assert.Throws<InvalidOperationException>(() => _calendar.IsWorkingDay(new DateOnly(2027, 1, 1)).Value);
    }

    [Fact]
    public void Does_not_fall_off_the_end_of_time()
    {
        Assert.True(CalendarYear.TryCreate(9999, [], [], out var last, out _));
        Assert.True(CalendarYear.TryCreate(1, [], [], out var first, out _));
        var ends = WorkingDayCalendar.Empty.WithYear(first).WithYear(last);

        Assert.Equal(10000, ends.AddWorkingDays(DateOnly.MaxValue, 1).UnknownYear);
        Assert.Equal(0, ends.AddWorkingDays(DateOnly.MinValue, -1).UnknownYear);
    }

    [Fact]
    public void Needs_no_year_for_days_that_are_not_in_between()
    {
        Assert.Equal(0, _calendar.WorkingDaysStrictlyBetween(new DateOnly(2026, 12, 31), new DateOnly(2027, 1, 1)).Value);
        Assert.Equal(0, _calendar.WorkingDaysStrictlyBetween(new DateOnly(2030, 1, 1), new DateOnly(2029, 1, 1)).Value);
        Assert.Equal(1, _calendar.WorkingDaysStrictlyBetween(new DateOnly(2026, 12, 30), new DateOnly(2027, 1, 1)).Value);
    }

    [Fact]
    public void Learns_a_year_without_changing_the_calendar_it_came_from()
    {
        Assert.True(CalendarYear.TryCreate(2027, [new DateOnly(2027, 1, 1)], [new DateOnly(2027, 1, 2)], out var year, out _));
        var more = _calendar.WithYear(year);

        Assert.False(more.IsWorkingDay(new DateOnly(2027, 1, 1)).Value);
        Assert.True(more.IsWorkingDay(new DateOnly(2027, 1, 2)).Value);
        Assert.False(_calendar.IsWorkingDay(new DateOnly(2027, 1, 1)).IsKnown);
    }

    [Fact]
    public void Names_every_fault_of_a_year()
    {
        Assert.False(CalendarYear.TryCreate(
            2027,
            [new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 2), new DateOnly(2027, 1, 1), new DateOnly(2027, 1, 1)],
            [new DateOnly(2027, 1, 4)],
            out var year,
            out var faults));

        Assert.Null(year);
        Assert.Equal(["/weekdaysOff/0", "/weekdaysOff/1", "/weekdaysOff/3", "/weekendDaysWorked/0"], faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void Names_every_fault_of_a_file()
    {
        var file = """
            { "region": "CN", "meaning": "…", "sauce": "…", "years": {
              "2018": { "weekdaysOff": ["2018-13-01", 5], "weekendDaysWorked": [], "note": "" },
              "2019": { "weekdaysOff": ["2019-01-05"] },
              "soon": { "weekdaysOff": [], "weekendDaysWorked": [] } } }
            """;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));

        var loaded = CalendarFile.Load(stream);

        Assert.False(loaded.IsValid);
        Assert.Equal(
            ["/sauce", "/source", "/years/2018/note", "/years/2018/weekdaysOff/0", "/years/2018/weekdaysOff/1", "/years/2019/weekendDaysWorked", "/years/soon"],
            loaded.Faults.Select(fault => fault.Pointer).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"years\": {}, \"years\": {} }")]
    [InlineData("{ // comment\n }")]
    public void Refuses_what_is_not_an_object(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        Assert.Equal([string.Empty], CalendarFile.Load(stream).Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void Counts_like_a_walk_from_day_to_day() =>
        Gen.Select(AnyDay, AnyDay).Sample((from, to) =>
        {
            var walked = 0;
            for (var day = from.AddDays(1); day < to; day = day.AddDays(1))
                walked += _calendar.IsWorkingDay(day).Value ? 1 : 0;
            Assert.Equal(walked, _calendar.WorkingDaysStrictlyBetween(from, to).Value);
        }, iter: 300);

    [Fact]
    public void Adds_the_days_that_it_counts() =>
        Gen.Select(AnyDay, Gen.Int[1, 60]).Sample((day, count) =>
        {
            var later = _calendar.AddWorkingDays(day, count);
            if (!later.IsKnown)
                return;
            Assert.True(_calendar.IsWorkingDay(later.Value).Value);
            Assert.Equal(count - 1, _calendar.WorkingDaysStrictlyBetween(day, later.Value).Value);
            if (_calendar.IsWorkingDay(day).Value)
                Assert.Equal(day, _calendar.AddWorkingDays(later.Value, -count).Value);
        });
}
