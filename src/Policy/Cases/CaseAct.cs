namespace Gongshu.Policy;

/// <summary>What can be done to a case, or happen to it (五: 审核与拨付; the contract's "Then").</summary>
public enum CaseAct
{
    /// <summary>The handler, approver or leader passes it on.</summary>
    HandlerPasses = 1, ApproverPasses = 2, LeaderPasses = 3,
    /// <summary>Whoever has the stage sends it back for correction (补正), or refuses it.</summary>
    Returns = 4, Rejects = 5,
    /// <summary>The officer takes back his own decision, before anybody built upon it.</summary>
    ReversesPass = 6, ReversesReturn = 7, ReversesRejection = 8,
    Assigns = 9,
    Resubmits = 10,
    /// <summary>Not corrected in time.</summary>
    Lapses = 11,
    Withdraws = 12,
    Appeals = 13, UpholdsAppeal = 14, OverturnsAppeal = 15,
    /// <summary>The payment of lines is stopped, or let go on.</summary>
    Stops = 16, ReleasesStop = 17,
    /// <summary>A settlement puts what waits into a batch.</summary>
    Schedules = 18,
    /// <summary>What the bank answers: paid, not paid, or sent back after it was paid (退票).</summary>
    Pays = 19, FailsPayment = 20, SendsBack = 21,
    ClawsBack = 22, RecordsRepayment = 23,
}
