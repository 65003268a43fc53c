using System.Collections.Frozen;

namespace Gongshu.Policy;

/// <summary>
/// What may happen to a case in which status, and where it can stand afterwards: the one table. Anything not named here is
/// <c>illegal-transition</c>. Once a case is approved its status follows from where its money is (<see cref="OfMoney"/>), so some acts name several.
/// The diagram in <c>docs/case-life.md</c> is made from this table.
/// </summary>
public static class CaseTransitions
{
    private static readonly (CaseAct Act, CaseStatus From, CaseStatus[] To)[] Rows =
    [
        (CaseAct.HandlerPasses, CaseStatus.Submitted, [CaseStatus.Recommended]),
        (CaseAct.ApproverPasses, CaseStatus.Recommended, [CaseStatus.Endorsed]),
        (CaseAct.LeaderPasses, CaseStatus.Endorsed, [CaseStatus.Approved]),
        .. Each([CaseStatus.Submitted, CaseStatus.Recommended, CaseStatus.Endorsed], CaseAct.Returns, CaseStatus.Returned),
        .. Each([CaseStatus.Submitted, CaseStatus.Recommended, CaseStatus.Endorsed], CaseAct.Rejects, CaseStatus.Rejected),
        (CaseAct.ReversesPass, CaseStatus.Recommended, [CaseStatus.Submitted]),
        (CaseAct.ReversesPass, CaseStatus.Endorsed, [CaseStatus.Recommended]),
        (CaseAct.ReversesPass, CaseStatus.Approved, [CaseStatus.Endorsed]),
        (CaseAct.ReversesReturn, CaseStatus.Returned, [CaseStatus.Submitted, CaseStatus.Recommended, CaseStatus.Endorsed]),
        (CaseAct.ReversesRejection, CaseStatus.Rejected, [CaseStatus.Submitted, CaseStatus.Recommended, CaseStatus.Endorsed]),
        .. Stays(CaseAct.Assigns, CaseStatus.Submitted, CaseStatus.Recommended, CaseStatus.Endorsed, CaseStatus.Returned),
        (CaseAct.Resubmits, CaseStatus.Returned, [CaseStatus.Submitted]),
        (CaseAct.Lapses, CaseStatus.Returned, [CaseStatus.Lapsed]),
        .. Each([CaseStatus.Submitted, CaseStatus.Recommended, CaseStatus.Endorsed, CaseStatus.Returned], CaseAct.Withdraws, CaseStatus.Withdrawn),
        .. Stays(CaseAct.Appeals, CaseStatus.Rejected, CaseStatus.Approved, CaseStatus.Scheduled, CaseStatus.PaymentFailed, CaseStatus.Paid, CaseStatus.ClawedBack),
        .. Stays(CaseAct.UpholdsAppeal, CaseStatus.Rejected, CaseStatus.Approved, CaseStatus.Scheduled, CaseStatus.PaymentFailed, CaseStatus.Paid, CaseStatus.ClawedBack),
        .. Each([CaseStatus.Rejected, CaseStatus.Approved, CaseStatus.Paid, CaseStatus.ClawedBack], CaseAct.OverturnsAppeal, CaseStatus.Approved),
        .. Stays(CaseAct.OverturnsAppeal, CaseStatus.Scheduled, CaseStatus.PaymentFailed),
        .. Stays(CaseAct.Stops, CaseStatus.Approved),
        (CaseAct.Stops, CaseStatus.Scheduled, [CaseStatus.Approved, CaseStatus.Scheduled, CaseStatus.PaymentFailed]),
        (CaseAct.Stops, CaseStatus.PaymentFailed, [CaseStatus.PaymentFailed, CaseStatus.Approved]),
        (CaseAct.ReleasesStop, CaseStatus.Approved, [CaseStatus.Approved, CaseStatus.PaymentFailed]),
        .. Stays(CaseAct.ReleasesStop, CaseStatus.Scheduled, CaseStatus.PaymentFailed),
        .. Each([CaseStatus.Approved, CaseStatus.PaymentFailed, CaseStatus.Scheduled], CaseAct.Schedules, CaseStatus.Scheduled),
        (CaseAct.Pays, CaseStatus.Scheduled, [CaseStatus.Paid, CaseStatus.Approved, CaseStatus.Scheduled, CaseStatus.PaymentFailed]),
        (CaseAct.FailsPayment, CaseStatus.Scheduled, [CaseStatus.PaymentFailed, CaseStatus.Scheduled]),
        .. Each([CaseStatus.Paid, CaseStatus.Approved, CaseStatus.PaymentFailed], CaseAct.SendsBack, CaseStatus.PaymentFailed),
        .. Stays(CaseAct.SendsBack, CaseStatus.Scheduled),
        (CaseAct.ClawsBack, CaseStatus.Paid, [CaseStatus.Paid, CaseStatus.ClawedBack]),
        .. Stays(CaseAct.ClawsBack, CaseStatus.Approved, CaseStatus.Scheduled, CaseStatus.PaymentFailed),
        .. Stays(CaseAct.RecordsRepayment, CaseStatus.ClawedBack, CaseStatus.Paid, CaseStatus.Approved, CaseStatus.Scheduled, CaseStatus.PaymentFailed),
    ];

    private static readonly FrozenDictionary<(CaseStatus, CaseAct), CaseStatus[]> Table = Rows.ToFrozenDictionary(row => (row.From, row.Act), row => row.To);

    /// <summary>Every row, for the diagram and for exhaustive tests.</summary>
    public static IEnumerable<(CaseAct Act, CaseStatus From, IReadOnlyList<CaseStatus> To)> All => Rows.Select(row => (row.Act, row.From, (IReadOnlyList<CaseStatus>)row.To));

    /// <summary>Whether the act is lawful in this status.</summary>
    public static bool Allows(CaseStatus status, CaseAct act) => Table.ContainsKey((status, act));

    /// <summary>Whether the act may lead from one status to the other.</summary>
    public static bool Leads(CaseStatus from, CaseAct act, CaseStatus to) => Table.TryGetValue((from, act), out var targets) && targets.Contains(to);

    /// <summary>The status in which a stage decides.</summary>
    public static CaseStatus Before(Stage stage) => stage switch
    {
        Stage.Handler => CaseStatus.Submitted,
        Stage.Approver => CaseStatus.Recommended,
        Stage.Leader => CaseStatus.Endorsed,
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    /// <summary>The status after the stage passed the case on.</summary>
    public static CaseStatus AfterPass(Stage stage) => stage switch
    {
        Stage.Handler => CaseStatus.Recommended,
        Stage.Approver => CaseStatus.Endorsed,
        Stage.Leader => CaseStatus.Approved,
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    /// <summary>The act by which the stage passes the case on.</summary>
    public static CaseAct Passing(Stage stage) => stage switch
    {
        Stage.Handler => CaseAct.HandlerPasses,
        Stage.Approver => CaseAct.ApproverPasses,
        Stage.Leader => CaseAct.LeaderPasses,
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    /// <summary>Still on its way through the stages (or back for correction): an incomplete quarter has such cases.</summary>
    public static bool IsUndecided(CaseStatus status) =>
        status is CaseStatus.Submitted or CaseStatus.Recommended or CaseStatus.Endorsed or CaseStatus.Returned;

    /// <summary>
    /// The status of an approved case, by where its money is: what the bank has goes before what the bank refused, that before what waits (or is
    /// stopped), that before what was paid.
    /// </summary>
    public static CaseStatus OfMoney(bool scheduled, bool failed, bool waiting, bool paid) =>
        scheduled ? CaseStatus.Scheduled : failed ? CaseStatus.PaymentFailed : waiting ? CaseStatus.Approved : paid ? CaseStatus.Paid : CaseStatus.ClawedBack;

    private static IEnumerable<(CaseAct, CaseStatus, CaseStatus[])> Each(CaseStatus[] from, CaseAct act, CaseStatus to) => from.Select(status => (act, status, new[] { to }));

    private static IEnumerable<(CaseAct, CaseStatus, CaseStatus[])> Stays(CaseAct act, params CaseStatus[] statuses) => statuses.Select(status => (act, status, new[] { status }));
}
