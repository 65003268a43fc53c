namespace Gongshu.Ledger;

internal static class Outcomes
{
    /// <summary>Storage that failed for every command is a fault of the call, not an outcome of each.</summary>
    public static CommitOutcome[] ThrowIfNoneCommitted(CommitOutcome[] outcomes)
    {
        if (outcomes is [NotCommitted first, ..] && Array.TrueForAll(outcomes, o => o is NotCommitted)) throw first.Reason;
        return outcomes;
    }
}
