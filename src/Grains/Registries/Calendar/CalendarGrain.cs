using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Registries;

/// <summary>The working days: the data file, with the years that were changed here in place of the file's. Key <c>cal-working-days</c>.</summary>
public sealed class CalendarGrain : Grain, ICalendarGrain
{
    private readonly WorkingDayCalendar _file;
    private readonly IPolicyClock _clock;
    private readonly Register<CalendarRecord> _register;

    public CalendarGrain(
        [PersistentState("calendar", RegistryStorageName.Value)] IPersistentState<Registered<CalendarRecord>> storage,
        ILedger ledger, WorkingDayCalendar file, IPolicyClock clock)
    {
        _file = file;
        _clock = clock;
        _register = new Register<CalendarRecord>(storage, ledger, _ => null, DeactivateOnIdle);
    }

    /// <inheritdoc/>
    public async Task<CalendarView?> Get(int year) => CalendarRules.Year(_file, await _register.CurrentAsync(), year);

    /// <inheritdoc/>
    public async Task<CalendarView[]> All() => CalendarRules.All(_file, await _register.CurrentAsync());

    /// <inheritdoc/>
    public async Task<Answer<CalendarView>> Put(int year, CalendarForm form, Actor actor, int? ifMatch)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var changes = await _register.CurrentAsync();
        var answer = CalendarRules.Put(_file, changes, year, form, actor, ifMatch, _clock.Today);
        if (answer.Value is not { } next) return answer;
        var change = new Change(CalendarRules.Year(_file, changes, year), next);
        var years = new Dictionary<int, CalendarView>(changes?.Years ?? []) { [year] = next };
        await _register.ChangeAsync(new CalendarRecord(years), new AuditNote("calendar.changed", actor.Id, _clock.Now, $"{year}", RegistryJson.Write(change)));
        return answer;
    }

    private sealed record Change(CalendarView? Before, CalendarView After);
}
