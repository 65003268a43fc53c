using Gongshu.Grains.Clock;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Windows;

/// <summary>How often windows look at the calendar by themselves.</summary>
/// <param name="Every">1 to 5 minutes; shorter in tests.</param>
public sealed record AttendanceSettings(TimeSpan Every)
{
    public static readonly AttendanceSettings Default = new(TimeSpan.FromMinutes(1));
}

/// <summary>What window, intake and batch grains stand on.</summary>
/// <param name="Plan">The windows as the policies have them, before any override.</param>
public sealed record WindowServices(ILedger Ledger, CommitQueue Commits, PolicyClock Clock, IntakeCalendar Plan, AttendanceSettings Attendance)
{
    /// <summary>Undecided: settling waits for them.</summary>
    public static readonly CaseStatus[] Undecided = [CaseStatus.Submitted, CaseStatus.Recommended, CaseStatus.Endorsed, CaseStatus.Returned];

    public DateTimeOffset Now => Clock.Now;

    public DateOnly Today => PolicyTime.DayOf(Clock.Now);

    /// <summary>The days as the policy has them; null: no policy is in force on the first of them, so there is no such window.</summary>
    public WindowDays? Planned(WindowId window) => MovedDays.Shown(Plan.Days(window));

    /// <summary>The days of all windows, as the ledger has them now.</summary>
    public async Task<MovedDays> LoadDaysAsync() =>
        new MovedDays(Plan).Fold(await Ledger.LoadEventsAsync(MovedDays.Stream, 0, CancellationToken.None));
}
