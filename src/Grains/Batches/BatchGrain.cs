using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Batches;

/// <summary>One sealed batch: the ledger has it, this orders what is done with it. Nothing is kept in memory.</summary>
public sealed partial class BatchGrain(WindowServices services, PersonReferences references, SubjectNews subjects) : Grain, IBatchGrain
{
    private const int MostAttempts = 8;

    private ILedger Ledger => services.Ledger;

    private string BatchId => this.GetPrimaryKeyString()[GrainKeys.BatchPrefix.Length..];

    /// <inheritdoc/>
    public Task<BatchView?> Get() => LedgerTurn.RunAsync(this, () => BatchViews.LoadAsync(Ledger, BatchId));

    /// <inheritdoc/>
    public Task<Answer<BatchView>> Release(OperationKey? operation, Actor actor, int? ifMatch) => LedgerTurn.RunAsync<Answer<BatchView>>(this, async () =>
    {
        if (!actor.Has(Roles.Finance)) return ProblemCode.Forbidden;
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await TryReleaseAsync(operation, actor, ifMatch) is { } answer) return answer;
        }
        throw new StorageConflictException($"Others kept changing {BatchId}; nothing was written.");
    });

    /// <inheritdoc/>
    public Task<Answer<PaymentLine[]>> PaymentFile(Actor actor) => LedgerTurn.RunAsync<Answer<PaymentLine[]>>(this, async () =>
    {
        if (!actor.Has(Roles.Finance | Roles.Leader | Roles.Auditor)) return ProblemCode.Forbidden;
        if (await Ledger.FindBatchAsync(BatchId, CancellationToken.None) is not { } batch) return ProblemCode.NotFound;
        if (batch.Status == BatchStatus.Sealed) return ProblemCode.NotReleased;

        var hash = BatchSeal.Print(batch.Hash);
        PaymentLine[] lines = [.. batch.Lines.Where(line => line.Code != BatchLineRow.StoppedCode).Select(line => PaymentLineOf(batch, line.Line, hash))];
        var read = new AuditEntry(BatchEvents.FileRead, actor.Id, services.Now, BatchId, BatchEvents.Write(new PaymentFileRead(lines.Length, hash)));
        await Ledger.AppendAuditAsync(read, CancellationToken.None);
        return Granted.Of(lines);
    });

    /// <summary>Null: somebody else was first; look again.</summary>
    private async Task<Answer<BatchView>?> TryReleaseAsync(OperationKey? operation, Actor actor, int? ifMatch)
    {
        if (await Ledger.FindBatchAsync(BatchId, CancellationToken.None) is not { } batch) return ProblemCode.NotFound;
        if (await WindowOperation.FindAsync(Ledger, operation) is { } record) return await ReplayAsync(record, operation!, batch);
        if (ifMatch is { } expected && expected != batch.Version) return ProblemCode.StaleVersion;
        if (batch.Status != BatchStatus.Sealed) return new Refusal { Code = ProblemCode.IllegalTransition, Detail = "该批次已放行。" };
        if (batch.SealedBy == actor.Id) return new Refusal { Code = ProblemCode.SeparationOfDuties, Detail = "封存批次的人不能放行该批次。" };
        CaseNumber[] cases = [.. batch.Lines.Select(line => line.Line.Case)];
        if (await Ledger.TookStageAsync(cases, actor.Id, CancellationToken.None))
            return new Refusal { Code = ProblemCode.SeparationOfDuties, Detail = "办理过批次内案件的人不能放行该批次。" };

        var now = services.Now;
        var events = await Ledger.LoadEventsAsync(BatchId, batch.Version - 1, CancellationToken.None);
        if (events is not [var head] || head.Version != batch.Version) return null;
        var body = BatchEvents.Write(new BatchReleased(new(actor.Id, actor.Name), now));
        var version = batch.Version + 1;
        var outcome = await LedgerTurn.CommitAsync(services, new LedgerCommand
        {
            BatchChange = new(BatchId, version, now, actor.Id),
            Events = [NewEvent.After(head.Hash, BatchId, version, BatchEvents.Released, actor.Id, now, body)],
            Operation = WindowOperation.Write(operation, BatchId, version, null, now),
        });
        if (outcome is AlreadyCommitted already) return await ReplayAsync(already.Record, operation!, batch);
        if (outcome is not Committed) return null;
        return Granted.Of((await BatchViews.LoadAsync(Ledger, BatchId))!);
    }

    private async Task<Answer<BatchView>> ReplayAsync(OperationRecord record, OperationKey key, BatchRow batch)
    {
        if (WindowOperation.Reused(record, key) is { } reused) return reused;
        if (batch.Version < record.Version) batch = (await Ledger.FindBatchAsync(BatchId, CancellationToken.None))!;
        var events = await Ledger.LoadEventsAsync(BatchId, 0, CancellationToken.None);
        return Granted.Of(BatchHistory.AsOf(BatchViews.Of(batch), events[..record.Version]), replayed: true);
    }

    private static PaymentLine PaymentLineOf(BatchRow batch, BatchLineWrite line, string hash) => new(
        batch.BatchId, line.BatchLine, line.Case, line.PayeeName, new(line.Account.BankName, line.Account.AccountName, line.Account.AccountNumber),
        line.Amount, PurposeOf(batch.Window, line), hash);

    /// <summary>What the bank shows the payee: quarter, clause, case; nobody's name.</summary>
    private static string PurposeOf(WindowId window, BatchLineWrite line) =>
        $"{window.Year}年第{window.Quarter}季度技能人才补贴 {ClauseOf(line.Programme)} {line.Case}";

    private static string ClauseOf(Programme programme) => programme switch
    {
        Programme.SkillTraining => "三(一)",
        Programme.SkillUpgrade => "三(二)",
        Programme.CompetitionTraining => "三(三)",
        Programme.MasterStudio => "三(四)",
        Programme.InternshipHiring => "三(五)",
        Programme.WorldSkills => "三(六)",
        _ => throw new InvalidOperationException("A programme without a clause."),
    };
}
