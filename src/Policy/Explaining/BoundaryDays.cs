namespace Gongshu.Policy;

/// <summary>
/// The days at which rules turn: of the policy, of the window, of other facts. Rules about days are intervals, so the nearest day that keeps them
/// all is one of their ends.
/// </summary>
internal static class BoundaryDays
{
    // Longer than any filing period that a policy names, with every holiday in it.
    private const int LongestFiling = 400;

    /// <summary>For a certificate: the day, the policy's first day, the ends of the years that are good for the window, of the competition's year, the class.</summary>
    public static IEnumerable<DateOnly> OfCertificate(RuleContext c)
    {
        var year = c.Facts.Window.Year;
        var carried = c.Policy.CarriedFrom;
        yield return c.Facts.Day;
        yield return c.Policy.ValidFrom;
        yield return carried.Of(c.Policy.ValidFrom.Year - 1);
        yield return new DateOnly(year, 1, 1);
        yield return new DateOnly(year, 12, 31);
        yield return carried.Of(year - 1);
        yield return new DateOnly(year - 1, 12, 31);
        if (c.Facts.Competition is { } competition)
        {
            yield return new DateOnly(competition.Year, 1, 1);
            yield return new DateOnly(competition.Year, 12, 31);
        }

        if (c.Facts.Plan is { } plan)
            yield return plan.ClassStartsOn;
        if (c.Line?.Employment is { } employment)
        {
            yield return employment.ContractFrom;
            if (employment.ContractTo is { } to)
                yield return to;
        }
    }

    /// <summary>For a contract: the day on which it has to be in force.</summary>
    public static DateOnly OfContract(RuleContext c) =>
        c.Policy.Readings.ContractDay == ContractDay.Issue && c.Line?.Certificate is { } certificate ? certificate.IssuedOn : c.Facts.Day;

    /// <summary>The last and the first day of filing that are in time for a class; the first only where the policy has one.</summary>
    public static IEnumerable<DateOnly> OfFiling(RuleContext c, DateOnly classStartsOn) =>
        Ends(c, day => TrainingPlanFiling.Judge(c.Policy, c.Calendar, day, classStartsOn), classStartsOn, step: -1);

    /// <summary>The first and the last first day of a class for which a filing is in time; the last only where the policy has one.</summary>
    public static IEnumerable<DateOnly> OfClass(RuleContext c, DateOnly filedOn) =>
        Ends(c, day => TrainingPlanFiling.Judge(c.Policy, c.Calendar, filedOn, day), filedOn, step: 1);

    /// <summary>The day, or the last one before it whose working days, and those of the weeks before it, are known; null: none is.</summary>
    public static DateOnly? LastKnown(RuleContext c, DateOnly day)
    {
        foreach (var year in c.Calendar.Years.Reverse())
        {
            if (year.Year > day.Year)
                continue;
            var last = year.Year == day.Year ? day : new DateOnly(year.Year, 12, 31);
            if (OfFiling(c, last).Any())
                return last;
        }

        return null;
    }

    private static IEnumerable<DateOnly> Ends(RuleContext c, Func<DateOnly, CalendarAnswer<TrainingPlanFiling>> judge, DateOnly start, int step)
    {
        DateOnly? within = null;
        for (var i = 1; i <= LongestFiling; i++)
        {
            var day = start.AddDays(step * i);
            if (c.Calendar[day.Year] is null || judge(day) is not { IsKnown: true } filing)
                yield break;
            if (filing.Value.InTime && within is null)
            {
                yield return day;
                if (c.Policy.Readings.PlanFiling == PlanFiling.AtLeast)
                    yield break;
            }

            if (!filing.Value.InTime && within is { } end)
            {
                if (end != start.AddDays(step))
                    yield return end;
                yield break;
            }

            if (filing.Value.InTime)
                within = day;
        }
    }
}
