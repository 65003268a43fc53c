namespace Gongshu.Policy;

/// <summary>When a training plan was filed, against the start of its class: 四(一), 于开班前7个工作日内…备案.</summary>
/// <param name="WorkingDaysBefore">Working days strictly between the day of filing and the day that the class starts.</param>
/// <param name="InTime">Whether that is in time under the policy's reading.</param>
public readonly record struct TrainingPlanFiling(int WorkingDaysBefore, bool InTime)
{
    /// <summary>Judges a filing; a year that the calendar does not know gives no answer.</summary>
    public static CalendarAnswer<TrainingPlanFiling> Judge(SubsidyPolicy policy, WorkingDayCalendar calendar, DateOnly filedOn, DateOnly classStartsOn)
    {
        var between = calendar.WorkingDaysStrictlyBetween(filedOn, classStartsOn);
        if (between.UnknownYear is { } year)
            return CalendarAnswer<TrainingPlanFiling>.Unknown(year);

        var days = between.Value;
        var inTime = policy.Readings.PlanFiling == PlanFiling.AtLeast
            ? days >= policy.PlanFilingWorkingDays
            : filedOn < classStartsOn && days <= policy.PlanFilingWorkingDays;
        return new TrainingPlanFiling(days, inTime && filedOn < classStartsOn);
    }
}
