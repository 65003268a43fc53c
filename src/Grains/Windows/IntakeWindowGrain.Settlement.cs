using System.Text.Json;
using Gongshu.Grains.Batches;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Windows;

public sealed partial class IntakeWindowGrain
{
    // Of a submission that was received in time, the commit begins within this.
    private static readonly TimeSpan InFlight = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public Task<Answer<SettlementView>> Settle(SettleWindow command) => LedgerTurn.RunAsync<Answer<SettlementView>>(this, async () =>
    {
        if (!command.Actor.Has(Roles.Finance)) return ProblemCode.Forbidden;
        if (!await LoadAsync(anew: true)) return ProblemCode.NotFound;
        if (await WindowOperation.FindAsync(services.Ledger, command.Operation) is { } record) return await ReplayAsync(record, command.Operation!);
        await NoticeAsync();
        var (refusal, settlement) = await SettleAsync(command);
        if (refusal is not null) return refusal;
        return settlement!.Replay is { } replayed ? await ReplayAsync(replayed, command.Operation!) : await AnswerAsync(settlement);
    });

    /// <inheritdoc/>
    public Task SealLeftovers() => LedgerTurn.RunAsync(this, async () =>
    {
        if (await LoadAsync(anew: true) && State.Settled) await SettleAsync(new SettleWindow(CarryUndecided: false, Operation: null, Actor.System));
    });

    /// <summary>The reminder's part: settles once nothing is in flight or undecided, and picks up what the next settlement came too early for.</summary>
    private async Task SettleWhatIsDueAsync()
    {
        var totals = await TotalsAsync();
        if (State.Settled ? await IsAnythingPayableAsync() && await IsNextSettledAsync() : IsOver() && !HasUndecided(totals))
            await SettleAsync(new SettleWindow(CarryUndecided: false, Operation: null, Actor.System));
    }

    /// <summary>Judges, seals, commits once. A settled window has only leftovers to seal, and undecided cases do not hold them up.</summary>
    private async Task<(Refusal? Refusal, Settlement? Settlement)> SettleAsync(SettleWindow command)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (services.Today <= State.Days.ClosesOn)
                return (new Refusal { Code = ProblemCode.WindowNotClosed, Detail = $"受理期 {Window} 至 {State.Days.ClosesOn:yyyy-MM-dd} 24时截止。" }, null);
            var undecided = State.Settled ? [] : await CasesAsync(WindowServices.Undecided);
            if (undecided.Length > 0 && !command.CarryUndecided)
                return (new Refusal { Code = ProblemCode.CasesUndecided, Cases = [.. undecided.Select(row => row.Case.Number)] }, null);
            if (attempt == 1 && !State.Settled) await GrainFactory.GetGrain<IIntakeWindowGrain>(GrainKeys.Window(Window.Previous)).SealLeftovers();
            if (await TrySettleAsync(command, undecided.Length) is { } settlement) return (null, settlement);
            await TryAgainAsync(attempt);
        }
    }

    /// <summary>Null: a case, or the window, changed meanwhile; nothing was written.</summary>
    private async Task<Settlement?> TrySettleAsync(SettleWindow command, int carried)
    {
        var (payable, heldBack, payees) = await Payable.OfAsync(Window, services.Ledger, GrainFactory);
        if (State.Settled && payable.Length == 0) return new(State.LastBatch, Created: false, heldBack, Replay: null);

        var (now, by) = (services.Now, command.Actor.Id);
        var claims = await services.Ledger.LoadPayableClaimsAsync(Array.ConvertAll(payable, row => row.Case.Number), CancellationToken.None);
        // Rows and claims are two readings: another silo may have settled in between.
        if (!BatchDraft.AddsUp(payable, claims)) return null;
        var draft = payable.Length == 0 ? null : BatchDraft.Of(Window, State.Batches + 1, payable, claims, payees.WithAccount, by, now);
        var batchId = draft?.Batch.BatchId;
        var total = draft?.Batch.Total.Fen ?? 0;
        WindowEvent fact = State.Settled
            ? new LeftoversSealed(batchId!, payable.Length, total, heldBack.Length)
            : new WindowSettled(batchId, payable.Length, total, heldBack.Length, carried);
        var (state, settled) = State.Then(fact, by, now);
        var stored = new StoredSettlement(batchId, Created: draft is not null, heldBack);
        var answer = JsonSerializer.SerializeToUtf8Bytes(stored, typeof(StoredSettlement), WindowJson.Instance);
        var outcome = await LedgerTurn.CommitAsync(services, new LedgerCommand
        {
            Operation = WindowOperation.Write(command.Operation, Window.ToString(), state.StreamVersion, answer, now),
            Cases = draft?.Cases ?? [],
            Batch = draft?.Batch,
            Events = [settled, .. draft?.Events ?? []],
        });
        if (outcome is AlreadyCommitted already) return new(null, Created: false, [], already.Record);
        if (outcome is not Committed) return null;

        _state = state;
        LogSettled(Window, by, batchId, payable.Length, heldBack.Length, carried);
        return new(batchId, stored.Created, heldBack, Replay: null);
    }

    private async Task<bool> IsAnythingPayableAsync() =>
        Array.Exists(await services.Ledger.PayableCasesAsync(Window, CancellationToken.None), Payees.IsWaiting);

    private async Task<Answer<SettlementView>> AnswerAsync(Settlement settlement)
    {
        var batch = settlement.BatchId is { } id ? await BatchViews.LoadAsync(services.Ledger, id) : null;
        return Granted.Of(new SettlementView(Window, WindowStatus.Settled, batch, settlement.HeldBack), created: settlement.Created);
    }

    private async Task<Answer<SettlementView>> ReplayAsync(OperationRecord record, OperationKey key)
    {
        if (WindowOperation.Reused(record, key) is { } reused) return reused;
        var stored = (StoredSettlement)JsonSerializer.Deserialize(record.Answer, typeof(StoredSettlement), WindowJson.Instance)!;
        var batch = stored.BatchId is { } id ? BatchHistory.AsOf((await BatchViews.LoadAsync(services.Ledger, id))!, []) : null;
        return Granted.Of(new SettlementView(Window, WindowStatus.Settled, batch, stored.HeldBack), created: stored.Created, replayed: true);
    }

    /// <summary>
    /// Whether the last day has passed and nothing received on it can still be under way: a minute later, or at once when the clock was set
    /// over the end.
    /// </summary>
    private bool IsOver()
    {
        var end = PolicyTime.StartOf(State.Days.ClosesOn.AddDays(1));
        return services.Now >= end + InFlight || services.Clock.JumpedTo >= end;
    }

    private async Task<bool> IsNextSettledAsync()
    {
        if (services.Planned(Window.Next) is not { } planned) return false;
        return WindowState.New(planned).Fold(await services.Ledger.LoadEventsAsync(Window.Next.ToString(), 0, CancellationToken.None)).Settled;
    }

    private static bool HasUndecided(WindowTotals totals) =>
        totals.ByStatus.Any(pair => pair.Value.Cases > 0 && WindowServices.Undecided.Contains(pair.Key));

    private Task<CaseRow[]> CasesAsync(CaseStatus[] statuses) => services.Ledger.CasesInStatusAsync(Window, statuses, CancellationToken.None);

    /// <param name="BatchId">The batch that was sealed, or the last one; null: nothing was ever payable.</param>
    /// <param name="Replay">The operation was committed before: its record.</param>
    private sealed record Settlement(string? BatchId, bool Created, HeldBack[] HeldBack, OperationRecord? Replay);
}
