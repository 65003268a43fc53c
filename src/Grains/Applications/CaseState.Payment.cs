using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>After the approval: stops, batches, the bank's answers, clawbacks. The status follows from where the money is.</summary>
public sealed partial record CaseState
{
    private CaseState Stop(PaymentStopped stopped) => (this with
    {
        Stops = [.. Stops, new StopView(stopped.Lines, stopped.Reason, stopped.By, stopped.At, null, null, null)],
    }).WithMoney(Array.ConvertAll(Claims, claim =>
    {
        if (claim.Status != ClaimStatus.Approved) return claim;
        var outOfBatch = stopped.BatchId is { } batch && claim.IsScheduledIn(batch) ? claim with { Place = MoneyPlace.Waiting } : claim;
        return outOfBatch.Place != MoneyPlace.Scheduled && stopped.Lines.Contains(claim.Line) ? outOfBatch with { Stopped = true } : outOfBatch;
    }), stopped.At);

    private CaseState LetGoOn(PaymentStopReleased released) => (this with
    {
        Stops = Array.ConvertAll(Stops, stop => stop.ReleasedAt is null && stop.Lines.All(line => released.Lines.Contains(line) || !IsStopped(line))
            ? stop with { ReleasedBy = released.By, ReleasedAt = released.At, ReleaseReason = released.Reason } : stop),
    }).WithMoney(Array.ConvertAll(Claims, claim => claim.Stopped && released.Lines.Contains(claim.Line) ? claim with { Stopped = false } : claim), released.At);

    /// <summary>Whether the payment of the line is stopped.</summary>
    public bool IsStopped(int line) => Array.Exists(Claims, claim => claim.Line == line && claim.Stopped);

    private CaseState Schedule(CaseScheduled scheduled) => (this with { BatchId = scheduled.BatchId }).WithMoney(
        Array.ConvertAll(Claims, claim => claim.IsPayable ? claim with { Place = MoneyPlace.Scheduled, BatchId = scheduled.BatchId } : claim), scheduled.At);

    private CaseState Pay(CasePaid paid) => (this with { PaidAt = PolicyTime.StartOf(paid.PaidOn) }).WithMoney(
        Array.ConvertAll(Claims, claim => claim.IsScheduledIn(paid.BatchId) ? claim with { Status = ClaimStatus.Paid } : claim), paid.At);

    private CaseState Fail(CasePaymentFailed failed)
    {
        var claims = Array.ConvertAll(Claims, claim => claim.BatchId == failed.BatchId
            && (failed.SentBack ? claim.Status == ClaimStatus.Paid : claim.IsScheduledIn(failed.BatchId))
            ? claim with { Status = ClaimStatus.Approved, Place = MoneyPlace.Failed } : claim);
        return (this with { PaidAt = Array.Exists(claims, claim => claim.Status is ClaimStatus.Paid or ClaimStatus.ClawedBack) ? PaidAt : null }).WithMoney(claims, failed.At);
    }

    private CaseState ClawBack(CaseClawedBack clawedBack)
    {
        var hit = Array.FindAll(Claims, claim => claim.Status == ClaimStatus.Paid
            && Array.Exists(clawedBack.Lines, line => line.Line == claim.Line && (line.Benefit ?? claim.Benefit) == claim.Benefit));
        return (this with
        {
            Clawbacks = [.. Clawbacks, new ClawbackView(clawedBack.Lines, CaseSums.Of(hit, _ => true), clawedBack.Reason, clawedBack.Release, clawedBack.By, clawedBack.At)],
        }).WithMoney(Array.ConvertAll(Claims, claim => hit.Contains(claim) ? claim with { Status = ClaimStatus.ClawedBack, Freed = clawedBack.Release } : claim), clawedBack.At);
    }

    private CaseState Repay(RepaymentRecorded repayment) => this with
    {
        Repayments = [.. Repayments, new RepaymentView(repayment.Amount, repayment.PaidOn, repayment.Reference, repayment.By, repayment.At)],
    };

    private CaseState WithMoney(CaseClaim[] claims, DateTimeOffset at)
    {
        bool Any(Predicate<CaseClaim> is_) => Array.Exists(claims, is_);
        var status = CaseTransitions.OfMoney(
            scheduled: Any(claim => claim.Status == ClaimStatus.Approved && claim.Place == MoneyPlace.Scheduled),
            failed: Any(claim => claim.Status == ClaimStatus.Approved && claim.Place == MoneyPlace.Failed && !claim.Stopped),
            waiting: Any(claim => claim.Status == ClaimStatus.Approved),
            paid: Any(claim => claim.Status == ClaimStatus.Paid));
        return this with { Claims = claims, Status = status, StatusSince = status == Status ? StatusSince : at, DueOn = null };
    }
}
