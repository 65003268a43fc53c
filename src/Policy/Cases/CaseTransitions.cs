namespace Gongshu.Policy;

/// <summary>What may happen to a case in which status. Anything not named here is <c>illegal-transition</c>.</summary>
public static class CaseTransitions
{
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

    /// <summary>A case can be withdrawn until it is approved.</summary>
    public static bool MayWithdraw(CaseStatus status) => IsUndecided(status);

    /// <summary>Still on its way through the stages (or back for correction): an incomplete quarter has such cases.</summary>
    public static bool IsUndecided(CaseStatus status) =>
        status is CaseStatus.Submitted or CaseStatus.Recommended or CaseStatus.Endorsed or CaseStatus.Returned;
}
