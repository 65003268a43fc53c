using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Gongshu.Grains.Windows;

/// <summary>
/// One window. Whether it is open follows from calendar, overrides and clock; a reminder notices that the answer changed and does what
/// follows. Every command is one ledger command with a chained event; what somebody else committed first is read, and judged anew.
/// </summary>
public sealed partial class IntakeWindowGrain(WindowServices services, WorkingDays workingDays, PolicyBook policies, ILogger<IntakeWindowGrain> logger)
    : Grain, IIntakeWindowGrain, IRemindable
{
    private const string Reminder = "attend";
    private const int MostAttempts = 8;

    private WindowState? _state;
    private bool? _reminded;

    private WindowId Window => WindowId.Parse(this.GetPrimaryKeyString()[GrainKeys.WindowPrefix.Length..]);

    private WindowState State => _state ?? throw new InvalidOperationException("The window was not loaded.");

    /// <inheritdoc/>
    public Task<WindowView?> Attend() => LedgerTurn.RunAsync(this, async () =>
    {
        if (!await LoadAsync(anew: true)) return null;
        await services.Clock.RefreshAsync(CancellationToken.None);
        await NoticeAsync();
        await SettleWhatIsDueAsync();
        var totals = await TotalsAsync();
        await KeepReminderAsync(totals);
        return WindowViews.Of(State, totals, services.Today);
    });

    /// <inheritdoc/>
    public Task<WindowView?> Get() => LedgerTurn.RunAsync(this, async () => await LoadAsync() ? await ViewAsync(State) : null);

    /// <inheritdoc/>
    public Task<WindowDays?> Days() => LedgerTurn.RunAsync(this, async () => await LoadAsync() ? State.Days : null);

    /// <inheritdoc/>
    public Task<Answer<WindowView>> Override(OverrideWindow command) => LedgerTurn.RunAsync<Answer<WindowView>>(this, async () =>
    {
        if (!command.Actor.Has(Roles.Leader)) return ProblemCode.Forbidden;
        if (!await LoadAsync(anew: true)) return ProblemCode.NotFound;
        if (await WindowOperation.FindAsync(services.Ledger, command.Operation) is { } record) return Replay(record, command.Operation!);
        for (var attempt = 1; ; attempt++)
        {
            await NoticeAsync();
            if (await TryOverrideAsync(command) is { } answer) return answer;
            await TryAgainAsync(attempt);
        }
    });

    /// <summary>A missed or repeated tick changes nothing.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Attend();

    private async Task<Answer<WindowView>?> TryOverrideAsync(OverrideWindow command)
    {
        if (command.IfMatch is { } expected && expected != State.Version) return ProblemCode.StaleVersion;
        var all = await services.LoadDaysAsync();
        var now = services.Now;
        var (refusal, days) = OverrideRules.Judge(command, State, all, PolicyTime.DayOf(now));
        if (refusal is not null) return refusal;

        var by = new Officer(command.Actor.Id, command.Actor.Name);
        var (state, moved) = State.Then(new WindowOverridden(command.OpensOn, command.ClosesOn, command.Reason, by, now), by.Id, now);
        var (after, changed) = all.Then(new DaysChanged(Window.ToString(), command.OpensOn, command.ClosesOn), by.Id, now);
        List<NewEvent> events = [moved, changed];
        state = Notice(state, now, await ClosingSoonAsync(), events);
        var view = WindowViews.Of(state, await TotalsAsync(), PolicyTime.DayOf(now));
        var outcome = await LedgerTurn.CommitAsync(services, new LedgerCommand
        {
            Events = [.. events],
            Operation = WindowOperation.Write(command.Operation, Window.ToString(), state.StreamVersion, Write(view), now),
        });
        if (outcome is AlreadyCommitted already) return Replay(already.Record, command.Operation!);
        if (outcome is not Committed) return null;

        _state = state;
        await GrainFactory.GetGrain<IIntakeGrain>(GrainKeys.Intake).DaysChanged(days, after.Version);
        return Granted.Of(view, created: true);
    }

    /// <summary>Commits what is due by the calendar, opening before closing.</summary>
    private async Task NoticeAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var events = new List<NewEvent>();
            var state = Notice(State, services.Now, await ClosingSoonAsync(), events);
            if (events.Count == 0) return;
            if (await LedgerTurn.CommitAsync(services, new LedgerCommand { Events = [.. events] }) is Committed)
            {
                _state = state;
                LogNoticed(Window, state.Phase);
                return;
            }
            await TryAgainAsync(attempt);
        }
    }

    private static WindowState Notice(WindowState state, DateTimeOffset now, Func<DateOnly, DateOnly> closingSoonFrom, List<NewEvent> events)
    {
        foreach (var due in state.DueOn(PolicyTime.DayOf(now), closingSoonFrom).ToArray())
        {
            (state, var written) = state.Then(due, Actor.System.Id, now);
            events.Add(written);
        }
        return state;
    }

    /// <summary>From a last day to the day on which it comes near; where the calendar does not reach, the last day itself.</summary>
    private async Task<Func<DateOnly, DateOnly>> ClosingSoonAsync()
    {
        var (calendar, before) = (await workingDays.Current(), policies.For(Window).Administrative.ClosingSoonWorkingDays);
        return closesOn => calendar.AddWorkingDays(closesOn, -before) is { IsKnown: true } day ? day.Value : closesOn;
    }

    /// <summary>Somebody else was first: reads what happened.</summary>
    private async Task TryAgainAsync(int attempt)
    {
        if (attempt >= MostAttempts) throw new StorageConflictException($"Others kept changing {Window}; nothing was written.");
        await LoadAsync(anew: true);
    }

    /// <summary>False: no policy has this window.</summary>
    private async Task<bool> LoadAsync(bool anew = false)
    {
        if (_state is not null && !anew) return true;
        if (_state is null && services.Planned(Window) is null) return false;
        var from = _state ?? WindowState.New(services.Planned(Window)!);
        var loaded = from.Fold(await services.Ledger.LoadEventsAsync(Window.ToString(), from.StreamVersion, CancellationToken.None));
        // Reads come in between the steps of a command: an older answer must not take the place of a newer one.
        if (_state is null || loaded.StreamVersion > _state.StreamVersion) _state = loaded;
        return true;
    }

    /// <summary>Asked as long as anything can still come of the calendar or of a case.</summary>
    private async Task KeepReminderAsync(WindowTotals totals)
    {
        var wanted = !State.Settled || totals.ByStatus.Any(pair => pair.Value.Cases > 0 && IsWaiting(pair.Key));
        if (wanted == _reminded) return;
        if (wanted) await this.RegisterOrUpdateReminder(Reminder, services.Attendance.Every, services.Attendance.Every);
        else if (await this.GetReminder(Reminder) is { } registered) await this.UnregisterReminder(registered);
        _reminded = wanted;
    }

    private static bool IsWaiting(CaseStatus status) => status is CaseStatus.Approved or CaseStatus.PaymentFailed || WindowServices.Undecided.Contains(status);

    private async Task<WindowView> ViewAsync(WindowState state) => WindowViews.Of(state, await TotalsAsync(), services.Today);

    private Task<WindowTotals> TotalsAsync() => services.Ledger.WindowTotalsAsync(Window, CancellationToken.None);

    private static byte[] Write(WindowView view) => JsonSerializer.SerializeToUtf8Bytes(view, typeof(WindowView), WindowJson.Instance);

    private static Answer<WindowView> Replay(OperationRecord record, OperationKey key) =>
        WindowOperation.Reused(record, key) is { } reused
            ? reused
            : Granted.Of((WindowView)JsonSerializer.Deserialize(record.Answer, typeof(WindowView), WindowJson.Instance)!, created: true, replayed: true);

    [LoggerMessage(Level = LogLevel.Information, Message = "Window {Window} is noticed as {Phase}")]
    private partial void LogNoticed(WindowId window, WindowPhase phase);

    [LoggerMessage(Level = LogLevel.Information, Message = "Window {Window} is settled by {Actor}: batch {BatchId}, {Cases} cases, {HeldBack} held back, {Carried} carried")]
    private partial void LogSettled(WindowId window, string actor, string? batchId, int cases, int heldBack, int carried);
}
