using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>
/// The days until which something is to be done, by the figures of the case's policy ("administrative"). The day itself still counts. Null where
/// the working-day calendar does not reach so far: a deadline is never guessed.
/// </summary>
internal sealed class Deadlines(WorkingDayCalendar calendar, AdministrativeFigures figures)
{
    /// <summary>For a stage, or the decision of an appeal, that begins now.</summary>
    public DateOnly? OfStage(DateTimeOffset from) => After(from, figures.StageWorkingDays);

    /// <summary>For the correction of a case that is returned now (补正).</summary>
    public DateOnly? OfCorrection(DateTimeOffset from) => After(from, figures.CorrectionWorkingDays);

    /// <summary>The last day on which a decision of that instant can be appealed; calendar days.</summary>
    public DateOnly OfAppeal(DateTimeOffset decidedAt) => PolicyTime.DayOf(decidedAt).AddDays(figures.AppealDays);

    /// <summary>
    /// The day from which the applicant of a returned case is reminded that it lapses after <paramref name="dueOn"/>. Where the calendar does not reach
    /// back so far, the case was returned after that day.
    /// </summary>
    public DateOnly CorrectionReminderFrom(DateOnly dueOn)
    {
        var day = calendar.AddWorkingDays(dueOn, -figures.CorrectionDueWorkingDays);
        return day.IsKnown ? day.Value : DateOnly.MinValue;
    }

    private DateOnly? After(DateTimeOffset from, int workingDays)
    {
        var day = calendar.AddWorkingDays(PolicyTime.DayOf(from), workingDays);
        return day.IsKnown ? day.Value : null;
    }
}
