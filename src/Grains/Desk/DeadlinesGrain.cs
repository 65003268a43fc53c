using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Submission;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;
using Gongshu.Policy;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Gongshu.Grains.Desk;

/// <summary>
/// Goes through what is due, page by page, and nothing else. Which cases those are, the ledger says each time anew; what is remembered only spares
/// looking twice a day at a case that did not change.
/// </summary>
public sealed partial class DeadlinesGrain(WindowServices services, WorkingDays workingDays, PolicyBook policies, ILogger<DeadlinesGrain> logger)
    : Grain, IDeadlinesGrain, IRemindable
{
    private const string Reminder = "attend";
    private const int PageSize = 200, MostTogether = 16, MostAttempts = 8;

    private static readonly CaseStatus[] Stages = [CaseStatus.Submitted, CaseStatus.Recommended, CaseStatus.Endorsed];

    private readonly HashSet<(CaseNumber Case, int Version)> _lookedAt = [];
    private DateOnly _day;
    private bool _reminded;

    /// <inheritdoc/>
    public Task Attend() => LedgerTurn.RunAsync(this, async () =>
    {
        await services.Clock.RefreshAsync(CancellationToken.None);
        var (today, calendar) = (services.Today, await workingDays.Current());
        if (today != _day) _lookedAt.Clear();
        _day = today;
        await EachAsync(new QueueFilter([CaseStatus.Returned], DueBefore: RemindedBefore(today, calendar, policies.All.Max(policy => policy.Administrative.CorrectionDueWorkingDays))), today, calendar);
        await EachAsync(new QueueFilter(Stages, WithOpenAppeals: true, DueBefore: today), today, calendar);
        if (_reminded) return;
        await this.RegisterOrUpdateReminder(Reminder, services.Attendance.Every, services.Attendance.Every);
        _reminded = true;
    });

    /// <summary>A missed or repeated tick changes nothing.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Attend();

    /// <summary>
    /// A returned case that is due before this day has lapsed, or is reminded by a policy that does so these working days before. Where the calendar
    /// ends before, so do the deadlines that were ever fixed.
    /// </summary>
    internal static DateOnly RemindedBefore(DateOnly today, WorkingDayCalendar calendar, int workingDays)
    {
        var last = calendar.AddWorkingDays(today, workingDays);
        return last.IsKnown ? last.Value.AddDays(1) : DateOnly.MaxValue;
    }

    private async Task EachAsync(QueueFilter filter, DateOnly today, WorkingDayCalendar calendar)
    {
        for (string? after = null; ;)
        {
            var page = await services.Ledger.ListQueueAsync(filter, new PageRequest(after, PageSize), CancellationToken.None);
            var rows = page.Items.Where(row => !_lookedAt.Contains((row.Case.Number, row.Case.Version)));
            foreach (var together in rows.Chunk(MostTogether)) await Task.WhenAll(together.Select(row => LookAtAsync(row.Case.Number, today, calendar)));
            if (page.Next is null) return;
            after = page.Next;
        }
    }

    /// <summary>A case that cannot be read keeps no other from its deadline; a fault of the storage ends the round, and the next one starts anew.</summary>
    private async Task LookAtAsync(CaseNumber number, DateOnly today, WorkingDayCalendar calendar)
    {
        try
        {
            await NoticeAsync(number, today, calendar);
        }
        catch (Exception fault) when (fault is not (LedgerUnavailableException or StorageUnavailableException or OutcomeUnknownException or StorageConflictException))
        {
            LogNotRead(fault, number);
        }
    }

    /// <summary>Asking the case lets it lapse when it has to; what is due then and was not told yet is told.</summary>
    private async Task NoticeAsync(CaseNumber number, DateOnly today, WorkingDayCalendar calendar)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await GrainFactory.GetGrain<IApplicationGrain>(GrainKeys.Case(number)).Get(Actor.System) is not { } view) return;
            var deadlines = new Deadlines(calendar, policies.Get(view.Policy).Administrative);
            var due = DueNotices.Of(view, deadlines, today).ToArray();
            var events = due.Length == 0 ? [] : Untold(number, due, await services.Ledger.LoadEventsAsync(DueLog.StreamOf(number), 0, CancellationToken.None));
            if (events.Length == 0 || await LedgerTurn.CommitAsync(services, new LedgerCommand { Events = events }) is Committed)
            {
                _lookedAt.Add((number, view.Version));
                foreach (var told in events) LogNoticed(number, told.Type);
                return;
            }
            if (attempt == MostAttempts) throw new StorageConflictException($"Others kept writing the notices of {number}; nothing was written.");
        }
    }

    private NewEvent[] Untold(CaseNumber number, DueNotice[] due, StoredEvent[] stored)
    {
        var log = DueLog.Fold(number, stored);
        var events = new List<NewEvent>();
        foreach (var notice in due)
        {
            if (log.Tells(notice)) continue;
            (log, var written) = log.Then(notice, Actor.System.Id, services.Now);
            events.Add(written);
        }
        return [.. events];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Case {CaseNumber}: {Type}")]
    private partial void LogNoticed(CaseNumber caseNumber, string type);

    [LoggerMessage(Level = LogLevel.Error, Message = "The deadlines of case {CaseNumber} could not be seen to")]
    private partial void LogNotRead(Exception fault, CaseNumber caseNumber);
}
