using Gongshu.Policy;

namespace Gongshu.Grains.Registries;

/// <summary>How filings are judged: 四(一) as the policy in force reads it, by the calendar of the day.</summary>
public sealed record FilingRule(SubsidyPolicy Policy, WorkingDayCalendar Calendar)
{
    /// <summary>How many working days after its receipt a paper may be entered at the latest.</summary>
    public int PaperWorkingDays => Policy.Administrative.PaperReceivedWorkingDays;

    /// <exception cref="InvalidOperationException">A year between is not known; <see cref="UnknownYear"/> tells before.</exception>
    public TrainingPlanFiling Judge(DateOnly filedOn, DateOnly classStartsOn) => TrainingPlanFiling.Judge(Policy, Calendar, filedOn, classStartsOn).Value;

    /// <summary>A year without data that judging this filing needs: of the class's first day, of the filing, or of a day between.</summary>
    public int? UnknownYear(DateOnly filedOn, DateOnly classStartsOn) =>
        Calendar.IsWorkingDay(classStartsOn).UnknownYear ?? Calendar.IsWorkingDay(filedOn).UnknownYear
        ?? TrainingPlanFiling.Judge(Policy, Calendar, filedOn, classStartsOn).UnknownYear;
}
