using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Lists;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Desk;

/// <summary>Cases that wait for a stage, for the decision of an appeal, or for another account after their payment failed.</summary>
internal sealed class QueuedCases(QueueAsked asked, ILedger ledger, IGrainFactory grains) : IQueueSource
{
    private readonly QueueFilter _filter = asked.Filter(asked.Query.OverdueOnly);

    public async Task<Page<QueueItem>> ReadAsync(PageRequest page)
    {
        var found = await ledger.ListQueueAsync(_filter, page, CancellationToken.None);
        CaseNumber[] numbers = [.. found.Items.Select(row => row.Case.Number)];
        var duties = await ledger.LoadDutiesOfAsync(numbers, asked.Actor.Id, CancellationToken.None);
        var items = await ListPages.AskAsync(found.Items, row => ItemAsync(row.Case, duties.TryGetValue(row.Case.Number, out var duty) ? duty : null));
        return new(items, found.Next);
    }

    public Task<int> CountAsync() => Task.FromResult(0);

    private async Task<QueueItem?> ItemAsync(CaseWrite row, Duty? duty)
    {
        if (!_filter.Statuses.Contains(row.Status)) return await AppealAsync(row, duty);
        var item = Item(row, row.DueOn);
        if (DueNotices.StageOf(row.Status) is not { } stage)
            return item with { Kind = QueueKind.PaymentFailed, Stage = QueueStage.Finance, Amount = row.Money.Failed, MayDecide = asked.Actor.Has(Roles.Finance) };
        return item with { Kind = QueueKind.Decision, Stage = Enum.Parse<QueueStage>(stage.ToString()), MayDecide = asked.MayDecide(stage, duty) };
    }

    /// <summary>Since when an appeal waits, and which it is, only the case knows; null: it was decided meanwhile.</summary>
    private async Task<QueueItem?> AppealAsync(CaseWrite row, Duty? duty)
    {
        var view = await grains.GetGrain<IApplicationGrain>(GrainKeys.Case(row.Number)).Get(asked.Actor);
        if (view?.Appeals?.Where(open => open.Outcome is null).MinBy(open => open.DueOn ?? DateOnly.MaxValue) is not { } appeal) return null;
        return Item(row, appeal.DueOn) with { WaitingSince = PolicyTime.Of(appeal.At), Appeal = appeal.Number, MayDecide = asked.MayDecideAppeal(duty) };
    }

    private QueueItem Item(CaseWrite row, DateOnly? dueOn) => new()
    {
        CaseNumber = row.Number,
        Kind = QueueKind.Appeal,
        Stage = QueueStage.Leader,
        Status = JsonNamingPolicy.CamelCase.ConvertName(row.Status.ToString()),
        Programme = row.Programme,
        Applicant = new Organisation(row.Applicant, row.ApplicantName),
        Amount = row.Amount,
        Window = row.Number.Window,
        WaitingSince = PolicyTime.Of(row.StatusSince),
        DueOn = dueOn,
        Overdue = dueOn < asked.Today,
        Assignee = row.Assignee,
        BatchId = row.BatchId,
        MayDecide = false,
        Version = row.Version,
    };
}
