using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Batches;

/// <summary>The bank's return: lines, cases and claims move in one transaction.</summary>
public sealed partial class BatchGrain
{
    /// <inheritdoc/>
    public Task<Answer<BatchView>> TakeResults(BankResult[] results, OperationKey? operation, Actor actor, int? ifMatch, BankStatement? statement = null) =>
        LedgerTurn.RunAsync<Answer<BatchView>>(this, async () =>
        {
            if (!actor.Has(Roles.Finance)) return ProblemCode.Forbidden;
            for (var attempt = 1; attempt <= MostAttempts; attempt++)
            {
                if (await TryTakeAsync(results, operation, actor, ifMatch, statement) is { } answer) return answer;
            }
            throw new StorageConflictException($"Others kept changing {BatchId} or its cases; nothing was written.");
        });

    /// <inheritdoc/>
    public Task<ReconciliationView?> Reconciliation() => LedgerTurn.RunAsync(this, async () =>
    {
        if (await Ledger.FindBatchAsync(BatchId, CancellationToken.None) is not { } batch) return null;
        StatusSum Sum(params BatchLineStatus[] statuses)
        {
            var lines = Array.FindAll(batch.Lines, line => statuses.Contains(line.Status));
            return new(BatchSeal.Total(lines.Select(line => line.Line)), lines.Length);
        }
        return new ReconciliationView(
            Sum(BatchLineStatus.Scheduled, BatchLineStatus.Paid, BatchLineStatus.Failed), Sum(BatchLineStatus.Paid), Sum(BatchLineStatus.Failed), Sum(BatchLineStatus.Scheduled));
    });

    /// <summary>Null: somebody else was first; look again.</summary>
    private async Task<Answer<BatchView>?> TryTakeAsync(BankResult[] results, OperationKey? operation, Actor actor, int? ifMatch, BankStatement? statement)
    {
        if (await Ledger.FindBatchAsync(BatchId, CancellationToken.None) is not { } batch) return ProblemCode.NotFound;
        if (await WindowOperation.FindAsync(Ledger, operation) is { } record) return await ReplayAsync(record, operation!, batch);
        if (ifMatch is { } expected && expected != batch.Version) return ProblemCode.StaleVersion;
        if (batch.Status == BatchStatus.Sealed) return ProblemCode.NotReleased;
        var events = await Ledger.LoadEventsAsync(BatchId, 0, CancellationToken.None);
        if (events.Length != batch.Version) return null;
        var (news, refusal) = BankReturn.Judge(batch, BatchHistory.ResultsIn(events), results, statement);
        if (refusal is not null) return refusal;
        if (news.Length == 0) return Granted.Of(BatchViews.Of(batch));

        var now = services.Now;
        var steps = await StepsAsync(batch, news, now);
        if (ClawedBackAlready(steps) is { } clawedBack) return clawedBack;
        var moved = steps.ConvertAll(step => (step.Before, Then: CaseCommand.Then(step.Before, step.Step, actor.Id)));
        var body = BatchEvents.Write(new BatchResultsTaken(news, new(actor.Id, actor.Name), now));
        var version = batch.Version + 1;
        var lines = batch.Lines.ToDictionary(line => line.Line.BatchLine);
        var outcome = await LedgerTurn.CommitAsync(services, new LedgerCommand
        {
            Operation = WindowOperation.Write(operation, BatchId, version, null, now),
            Cases = [.. moved.Select(move => CaseCommand.Row(move.Then.Next))],
            ClaimChanges = [.. moved.SelectMany(move => CaseCommand.Changes(move.Before, move.Then.Next))],
            BatchLineChanges = [.. news.Select(result => new BatchLineChange(
                BatchId, result.BatchLine, lines[result.BatchLine].Status, BankReturn.After(result.Outcome), result.Code, result.PaidOn))],
            Events = [NewEvent.After(events[^1].Hash, BatchId, version, BatchEvents.ResultsTaken, actor.Id, now, body), .. moved.Select(move => move.Then.Happened)],
        });
        if (outcome is AlreadyCommitted already) return await ReplayAsync(already.Record, operation!, batch);
        if (outcome is not Committed) return null;
        var persons = await references.Current();
        foreach (var (before, then) in moved)
            foreach (var subject in CaseCommand.Moves(before, then.Next)) await subjects.Apply(persons.Of(subject.Key), [.. subject]);
        return Granted.Of((await BatchViews.LoadAsync(Ledger, BatchId))!);
    }

    /// <summary>What each answer does to its case, from the case as its events make it.</summary>
    private async Task<List<(CaseState Before, CaseStep Step, BankResult Result)>> StepsAsync(BatchRow batch, BankResult[] news, DateTimeOffset now)
    {
        var lines = batch.Lines.ToDictionary(line => line.Line.BatchLine);
        var streams = await Ledger.LoadStreamsAsync([.. news.Select(result => lines[result.BatchLine].Line.Case.ToString())], CancellationToken.None);
        return [.. news.Select(result =>
        {
            var line = lines[result.BatchLine];
            var state = CaseState.Fold(null, streams[line.Line.Case.ToString()])!;
            // Sent back without having been told as paid first: for the case it simply was not paid.
            var sentBack = result.Outcome == PaymentOutcome.Returned && line.Status == BatchLineStatus.Paid;
            var step = result.Outcome == PaymentOutcome.Paid
                ? new CaseStep(CaseEvents.Paid, new CasePaid(BatchId, result.BatchLine, result.PaidOn!.Value, now), now)
                : new CaseStep(CaseEvents.PaymentFailed, new CasePaymentFailed(BatchId, result.BatchLine, result.Code, sentBack, now), now);
            return (state, step, result);
        })];
    }

    /// <summary>What was clawed back cannot have been sent back by the bank as well: somebody has to look at it first.</summary>
    private Refusal? ClawedBackAlready(List<(CaseState Before, CaseStep Step, BankResult Result)> steps)
    {
        var odd = steps.FindAll(step => step.Result.Outcome == PaymentOutcome.Returned
            && Array.Exists(step.Before.Claims, claim => claim.BatchId == BatchId && claim.Status == ClaimStatus.ClawedBack));
        return odd.Count == 0 ? null : new()
        {
            Code = ProblemCode.ResultMismatch,
            Detail = "已追回的补贴不能再登记为退票。",
            Cases = [.. odd.Select(step => step.Before.Number)],
        };
    }
}
