using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Desk;

/// <summary>A question for the queue, as the caller's roles allow it.</summary>
/// <param name="Stages">Those that the answer is about, ascending; none: nothing waits.</param>
internal sealed record QueueAsked(QueueQuery Query, Actor Actor, QueueStage[] Stages, DateOnly Today)
{
    public static QueueAsked Of(QueueQuery query, Actor actor, DateOnly today) =>
        new(query, actor, [.. Enum.GetValues<QueueStage>().Where(stage => MaySee(actor, stage) && (query.Stage ?? stage) == stage)], today);

    /// <summary>Whether what is no case belongs to the answer: it has no day and lies on nobody's desk.</summary>
    public bool WithoutDesk => Stages.Contains(QueueStage.Finance) && !Query.OverdueOnly && Query.Assignee is null;

    /// <summary>The cases, for the ledger. Nobody's id is empty, so that an empty assignee and nobody are nobody.</summary>
    public QueueFilter Filter(bool overdueOnly) => new(
        [.. Stages.Select(StatusOf)], WithOpenAppeals: Stages.Contains(QueueStage.Leader), DueBefore: overdueOnly ? Today : null,
        Assignee: Query.Unassigned ? "" : Query.Assignee, UnassignedToo: Query.Unassigned);

    /// <summary>The status in which a case waits for the stage.</summary>
    public static CaseStatus StatusOf(QueueStage stage) => stage switch
    {
        QueueStage.Handler => CaseTransitions.Before(Stage.Handler),
        QueueStage.Approver => CaseTransitions.Before(Stage.Approver),
        QueueStage.Leader => CaseTransitions.Before(Stage.Leader),
        QueueStage.Finance => CaseStatus.PaymentFailed,
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    /// <summary>Whether the caller may decide at a stage, if their part in the case is what it is.</summary>
    /// <param name="duty">Null: none.</param>
    public bool MayDecide(Stage stage, Duty? duty) => Actor.Has(DecisionRules.RoleOf(stage)) && (duty is null || duty.Value.Stage == stage);

    public bool MayDecideAppeal(Duty? duty) => Actor.Has(Roles.Leader) && (duty is null || duty.Value.OnAppeal);

    private static bool MaySee(Actor actor, QueueStage stage) => actor.Has(Roles.Auditor | Roles.Admin | stage switch
    {
        QueueStage.Handler => Roles.Handler,
        QueueStage.Approver => Roles.Approver,
        QueueStage.Leader => Roles.Leader,
        QueueStage.Finance => Roles.Finance,
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    });
}
