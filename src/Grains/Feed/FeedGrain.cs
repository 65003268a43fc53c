using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Windows;
using Orleans.Concurrency;

namespace Gongshu.Grains.Feed;

/// <summary>The feed for one who asks. Key 0.</summary>
[StatelessWorker]
public sealed class FeedGrain(FeedReader reader) : Grain, IFeedGrain
{
    /// <inheritdoc/>
    public Task<Answer<FeedView>> Read(long after, int limit, TimeSpan wait, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsStaff && !actor.Has(Roles.Portal)) return Task.FromResult<Answer<FeedView>>(ProblemCode.Forbidden);
        var org = actor.IsStaff || actor.Org == "*" ? null : actor.Org ?? "";
        return LedgerTurn.RunAsync(this, async () =>
            await reader.ReadAsync(after, limit, told => FeedReader.Sees(org, told), wait, CancellationToken.None) is { } page
                ? Granted.Of(page)
                : new Refusal { Code = ProblemCode.FeedPositionAhead, Detail = "该位置在最后一个事件之后。" });
    }
}
