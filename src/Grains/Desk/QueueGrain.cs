using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Lists;
using Gongshu.Ledger;
using Orleans.Concurrency;

namespace Gongshu.Grains.Desk;

/// <summary>
/// An officer's queue. Cases come from the ledger's index by due day; after them what has no day: accounts, batches and windows. Never a scan of the
/// cases, and nothing is remembered.
/// </summary>
[StatelessWorker]
public sealed class QueueGrain(ILedger ledger, IPolicyClock clock) : Grain, IQueueGrain
{
    /// <inheritdoc/>
    public async Task<Answer<QueueView>> Read(QueueQuery query, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsStaff) return ProblemCode.Forbidden;
        var asked = QueueAsked.Of(query, actor, clock.Today);
        if (asked.Stages.Length == 0) return Granted.Of(new QueueView([], [], null));
        var list = ListCursor.Of("queue", string.Join(',', asked.Stages), query.Assignee, $"{query.Unassigned}", $"{query.OverdueOnly}");
        var sources = Sources(asked);
        var page = await ListPages.PageAsync(
            list, query.Cursor, query.Limit, request => QueuePages.ReadAsync(sources, request), (QueueItem[] items) => Task.FromResult(items));
        if (page.Refusal is { } refusal) return refusal;
        return Granted.Of(new QueueView(await CountAsync(asked, sources), page.Value!.Items, page.Value.NextCursor));
    }

    private IQueueSource[] Sources(QueueAsked asked) =>
    [
        new QueuedCases(asked, ledger, GrainFactory),
        .. asked.WithoutDesk ? new IQueueSource[]
        {
            new QueuedAccounts(asked, ledger, GrainFactory), new QueuedBatches(asked, ledger), new QueuedWindows(asked, GrainFactory),
        } : [],
    ];

    private async Task<QueueCountView[]> CountAsync(QueueAsked asked, IQueueSource[] sources)
    {
        var cases = await StorageFaults.Translate(() => ledger.CountQueueAsync(asked.Filter(overdueOnly: false), asked.Today, CancellationToken.None));
        var others = 0;
        foreach (var source in sources) others += await StorageFaults.Translate(source.CountAsync);
        return [.. asked.Stages.Select(stage =>
        {
            var (waiting, overdue) = stage == QueueStage.Leader ? (cases.Appeals.Cases, cases.Appeals.Overdue) : (0, 0);
            if (cases.ByStatus.TryGetValue(QueueAsked.StatusOf(stage), out var decided)) (waiting, overdue) = (waiting + decided.Cases, overdue + decided.Overdue);
            return new QueueCountView(stage, waiting + (stage == QueueStage.Finance ? others : 0), overdue);
        })];
    }
}
