using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Lists;
using Gongshu.Grains.Reports;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;
using Orleans.Concurrency;

namespace Gongshu.Grains.Honours;

/// <summary>Who might be honoured: applicants by the high-skilled workers that the year's report counts for them.</summary>
[StatelessWorker]
public sealed class ShortlistGrain(ILedger ledger, PolicyBook policies) : Grain, IShortlistGrain
{
    /// <inheritdoc/>
    public async Task<Answer<PageOf<ShortlistedView>>> Read(int year, Actor actor, string? cursor, int limit)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsStaff) return ProblemCode.Forbidden;
        if (policies.OfYear(year)?.Targets.FirstOrDefault(terms => terms.Target == Target.HighSkilledTrained) is not { } target) return ListPages.Nothing<ShortlistedView>();
        await StorageFaults.Translate(async () =>
        {
            await new UncountedCases(ledger).FillAsync();
            return true;
        });
        return await ListPages.PageAsync(
            ListCursor.Of("shortlist", $"{year}"), cursor, limit,
            page => ledger.ListTrainedAsync(year, ReportTargets.PeopleOf(target)!, page, CancellationToken.None), found => ShowAsync(year, found));
    }

    private async Task<ShortlistedView[]> ShowAsync(int year, TrainedApplicant[] found)
    {
        var honoured = await GrainFactory.GetGrain<IHonoursGrain>(GrainKeys.Honours(year)).Among(Array.ConvertAll(found, one => one.Applicant));
        return Array.ConvertAll(found, one =>
            new ShortlistedView(one.Rank, one.Tied, new Organisation(one.Applicant, one.Name), one.Workers, honoured.Contains(one.Applicant)));
    }
}
