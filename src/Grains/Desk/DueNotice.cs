using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Desk;

/// <summary>
/// A deadline of a case that comes near or has passed, told once. Of a stage, of an appeal, or, with neither, of a correction. Stored and read for
/// ever: members are only added.
/// </summary>
/// <param name="Round">The case's round, from 1.</param>
/// <param name="Appeal">Its number within the case.</param>
/// <param name="DueOn">The last day that was, or is, in time. A deadline that is set anew (a decision taken back) is told anew.</param>
/// <param name="Status">The case's, when it was noticed.</param>
/// <param name="Version">The case's, when it was noticed.</param>
public sealed record DueNotice(int Round, Stage? Stage, int? Appeal, DateOnly DueOn, CaseStatus Status, int Version)
{
    /// <summary>Types of the events.</summary>
    public const string CorrectionDue = "case.correctionDue", Overdue = "case.overdue";

    public string Type() => Stage is null && Appeal is null ? CorrectionDue : Overdue;

    /// <summary>Whether both tell of the same deadline.</summary>
    public bool IsOf(DueNotice other) => (Round, Stage, Appeal, DueOn) == (other.Round, other.Stage, other.Appeal, other.DueOn);
}

/// <summary>Which notices a case is due on a day: a pure function. A correction that came too late has none; the case lapses, and that event says so.</summary>
internal static class DueNotices
{
    public static IEnumerable<DueNotice> Of(CaseView view, Deadlines deadlines, DateOnly today)
    {
        var round = view.Round ?? 1;
        if (view.DueOn is { } dueOn)
        {
            if (view.Status == CaseStatus.Returned && today <= dueOn && today >= deadlines.CorrectionReminderFrom(dueOn))
                yield return new(round, null, null, dueOn, view.Status, view.Version);
            if (StageOf(view.Status) is { } stage && today > dueOn) yield return new(round, stage, null, dueOn, view.Status, view.Version);
        }
        foreach (var appeal in view.Appeals ?? [])
            if (appeal.Outcome is null && appeal.DueOn is { } decideBy && today > decideBy)
                yield return new(round, null, appeal.Number, decideBy, view.Status, view.Version);
    }

    /// <summary>The stage that a case waits for; null: for none.</summary>
    public static Stage? StageOf(CaseStatus status)
    {
        foreach (var stage in Enum.GetValues<Stage>())
            if (CaseTransitions.Before(stage) == status) return stage;
        return null;
    }
}
