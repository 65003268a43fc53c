using System.Globalization;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;
using Gongshu.Policy;
using Orleans.Runtime;

namespace Gongshu.Grains.Windows;

/// <summary>
/// All windows together. Its reads interleave with everything: they show durable data, and a submission asks which window is open while
/// years of windows may be under way. The days are shown to submissions on the same silo (<see cref="Submission.RegistryFacts"/>).
/// </summary>
public sealed class IntakeGrain(WindowServices services, Showcase<IntakeByDay> showcase) : Grain, IIntakeGrain, IRemindable
{
    /// <summary>The ledger's name for the policy day of the first start.</summary>
    public const string InstalledOn = "installed-on";

    private const string Reminder = "attend-all";
    private const string DayForm = "yyyy-MM-dd";

    // Each window has a reminder of its own: this one is for those that have none (yet, or any more).
    private const int EveryOther = 5;

    // Windows that the intake looks after by itself: those whose cases may still become payable, and the coming one.
    private const int RecentWindows = 4;

    // For good, so that they are asked no more.
    private readonly HashSet<WindowId> _settled = [];

    private Shown<IntakeByDay>? _shown;
    private IntakeByDay? _days;
    private Task<IntakeByDay>? _loading;
    private int _daysAtLeast;
    private bool _reminded;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _shown = showcase.Open(GrainKeys.Intake);
        return base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _shown?.Close();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <inheritdoc/>
    public Task AttendAll() => Turn(async () =>
    {
        await services.Clock.RefreshAsync(CancellationToken.None);
        ForgetDays();
        await AttendAsync(await FirstAsync());
        if (_reminded) return;
        var every = services.Attendance.Every * EveryOther;
        await this.RegisterOrUpdateReminder(Reminder, every, every);
        _reminded = true;
    });

    /// <inheritdoc/>
    public Task<WindowView[]> Year(int year) => Turn(async () =>
    {
        var windows = Enumerable.Range(1, 4).Select(quarter => new WindowId(year, quarter)).Where(window => services.Planned(window) is not null);
        var views = await Task.WhenAll(windows.Select(window => Grain(window).Get()));
        return views.OfType<WindowView>().ToArray();
    });

    /// <inheritdoc/>
    public Task<WindowView[]> Unsettled() => Turn(async () =>
    {
        var closed = new List<WindowView>();
        for (var window = await FirstAsync(); window <= WindowId.OfDay(services.Today); window = window.Next)
        {
            if (_settled.Contains(window) || await Grain(window).Get() is not { } view) continue;
            if (view.Status == WindowStatus.Settled) _settled.Add(window);
            else if (view.Status == WindowStatus.Closed) closed.Add(view);
        }
        return closed.ToArray();
    });

    /// <inheritdoc/>
    public Task<WindowView?> Current() => Turn(async () =>
    {
        var at = await AtAsync(services.Now);
        return (at.Open ?? at.Next) is { } days ? await Grain(days.Window).Get() : null;
    });

    /// <inheritdoc/>
    public Task<IntakeAt> At(DateTimeOffset instant) => Turn(() => AtAsync(instant));

    /// <inheritdoc/>
    public Task DaysChanged(WindowDays days, int version)
    {
        _daysAtLeast = Math.Max(_daysAtLeast, version);
        if (_days?.Version < _daysAtLeast) ForgetDays();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Sees that the coming window has a reminder of its own, that what became payable late is not forgotten, and that a change of days whose
    /// news was lost is known.
    /// </summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Turn(async () =>
    {
        await LoadDaysAsync();
        var first = await FirstAsync();
        var recent = WindowId.OfDay(services.Today);
        for (var i = 0; i < RecentWindows && recent > first; i++) recent = recent.Previous;
        await AttendAsync(recent);
    });

    private async Task AttendAsync(WindowId from)
    {
        // The clock may be moved on meanwhile.
        for (var window = from; window <= WindowId.OfDay(services.Today).Next; window = window.Next)
            await Grain(window).Attend();
    }

    private async Task<IntakeAt> AtAsync(DateTimeOffset instant)
    {
        if (_days is not { } days) return (await LoadDaysAsync()).At(instant);
        _shown?.Show(days);
        return days.At(instant);
    }

    /// <summary>Whoever asks meanwhile gets what is being loaded: it is as new as the news that has come until it is there.</summary>
    private Task<IntakeByDay> LoadDaysAsync() => _loading is { IsCompleted: false } underWay ? underWay : _loading = LoadNewDaysAsync();

    private async Task<IntakeByDay> LoadNewDaysAsync()
    {
        MovedDays days;
        do days = await services.LoadDaysAsync();
        while (days.Version < _daysAtLeast);
        // With no await between: news of a later change would find neither.
        _days = new(days);
        _shown?.Show(_days);
        return _days;
    }

    private void ForgetDays()
    {
        _days = null;
        _shown?.Hide();
    }

    /// <summary>After a fault of storage the activation goes, and shows nothing from before the fault is told.</summary>
    private Task<T> Turn<T>(Func<Task<T>> turn) => LedgerTurn.RunAsync(this, turn, () => _shown?.Close());

    private Task<bool> Turn(Func<Task> turn) => Turn(async () =>
    {
        await turn();
        return true;
    });

    /// <summary>The window before that of the first start.</summary>
    private async Task<WindowId> FirstAsync()
    {
        var today = services.Today.ToString(DayForm, CultureInfo.InvariantCulture);
        var installedOn = await services.Ledger.Meta.GetOrAddAsync(InstalledOn, today, CancellationToken.None);
        return WindowId.OfDay(DateOnly.ParseExact(installedOn, DayForm, CultureInfo.InvariantCulture)).Previous;
    }

    private IIntakeWindowGrain Grain(WindowId window) => GrainFactory.GetGrain<IIntakeWindowGrain>(GrainKeys.Window(window));
}
