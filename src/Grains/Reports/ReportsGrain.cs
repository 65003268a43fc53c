using Gongshu.Grains.Batches;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Lists;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;
using Orleans.Concurrency;

namespace Gongshu.Grains.Reports;

/// <summary>
/// Reports are read, never kept: sums and counts set-based from the ledger, signals and the days of the stages from the events of the cases, page by
/// page. Each number can be counted again from the cases that the API shows.
/// </summary>
[StatelessWorker]
public sealed class ReportsGrain(ILedger ledger, Pseudonymiser pseudonyms, PolicyBook policies, IPolicyClock clock) : Grain, IReportsGrain
{
    private const int MostEnterprises = 20, PageRows = 200;

    /// <inheritdoc/>
    public Task<Answer<AnnualReportView>> Annual(int year, Actor actor, bool english) => StorageFaults.Translate<Answer<AnnualReportView>>(async () =>
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsStaff) return ProblemCode.Forbidden;
        if (policies.OfYear(year) is not { } policy) return ProblemCode.ReportWithoutData;
        await new UncountedCases(ledger).FillAsync();
        var (first, last) = (new WindowId(year, 1), new WindowId(year, 4));
        var figures = await ledger.WindowFiguresAsync(first, last, MostEnterprises, CancellationToken.None);
        var inputs = await GrainFactory.GetGrain<IReportInputsGrain>(GrainKeys.ReportInputs(year)).Get();
        var contests = await ContestsAsync(year);
        var people = await PeopleAsync(policy, year);
        if (figures.Cases.Length == 0 && inputs is null && contests.Count == 0 && Array.TrueForAll(people, count => count == 0)) return ProblemCode.ReportWithoutData;

        var walk = Walk();
        await walk.RunAsync(first, last, (_, _) => { });
        var tables = new ReportTables(figures);
        return Granted.Of(new AnnualReportView
        {
            Year = year,
            Policy = policy.Id,
            AsOf = clock.Now,
            Targets = [.. policy.Targets.Select((terms, i) => ReportTargets.View(terms, people[i], contests, inputs, english))],
            Inputs = inputs,
            Totals = tables.Totals,
            ByQuarter = tables.ByWindow,
            ByProgramme = tables.ByProgramme,
            ByQuarterAndProgramme = tables.ByWindowAndProgramme,
            Enterprises = figures.AllApplicants,
            TopEnterprises = tables.TopEnterprises,
            Signals = walk.Signals(policy, english),
        });
    });

    /// <inheritdoc/>
    public Task<Answer<WindowReportView>> Window(WindowId window, Actor actor, bool english) => StorageFaults.Translate<Answer<WindowReportView>>(async () =>
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsStaff) return ProblemCode.Forbidden;
        if (await GrainFactory.GetGrain<IIntakeWindowGrain>(GrainKeys.Window(window)).Get() is not { } known) return ProblemCode.ReportWithoutData;
        await new UncountedCases(ledger).FillAsync();
        var figures = await ledger.WindowFiguresAsync(window, window, MostEnterprises, CancellationToken.None);
        if (figures.Cases.Length == 0) return ProblemCode.ReportWithoutData;

        var (walk, stages) = (Walk(), new StageTimes(clock.Today));
        await walk.RunAsync(window, window, stages.Add);
        var tables = new ReportTables(figures);
        var policy = policies.For(window);
        var payable = await ledger.PayableCasesAsync(window, CancellationToken.None);
        return Granted.Of(new WindowReportView
        {
            Window = window,
            Policy = policy.Id,
            AsOf = clock.Now,
            OpensOn = known.OpensOn,
            ClosesOn = known.ClosesOn,
            Status = known.Status,
            Totals = tables.Totals with { Window = window },
            ByProgramme = tables.ByWindowAndProgramme,
            Enterprises = figures.AllApplicants,
            TopEnterprises = tables.TopEnterprises,
            Undecided = stages.Undecided,
            Overdue = stages.Overdue,
            Stages = stages.Figures,
            Batches = await BatchesAsync(window),
            HeldBack = (await Payees.OfAsync(GrainFactory, payable)).HeldBack(payable),
            Signals = walk.Signals(policy, english),
        });
    });

    /// <inheritdoc/>
    public Task<ClosingView?> Closing(WindowId window, Actor actor) => StorageFaults.Translate(async () =>
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsStaff || await GrainFactory.GetGrain<IIntakeWindowGrain>(GrainKeys.Window(window)).Get() is not { } known) return null;
        await new UncountedCases(ledger).FillAsync();
        var figures = await ledger.WindowFiguresAsync(window, window, MostEnterprises, CancellationToken.None);
        var payable = await Payable.OfAsync(window, ledger, GrainFactory);
        return new ClosingView(
            window, known.Status, new(payable.Cases.Length, payable.Amount), payable.HeldBack, new ReportTables(figures).Totals.Amounts, await BatchesAsync(window));
    });

    /// <inheritdoc/>
    public Task CountOldCases() => StorageFaults.Translate(async () =>
    {
        await new UncountedCases(ledger).FillAsync();
        return true;
    });

    private CaseWalk Walk() => new(ledger, pseudonyms, policies, GrainFactory);

    /// <summary>By target, in the order of the policy; 0 for one that counts no people.</summary>
    private async Task<int[]> PeopleAsync(SubsidyPolicy policy, int year)
    {
        TrainedFilter?[] filters = [.. policy.Targets.Select(ReportTargets.PeopleOf)];
        var counts = new Queue<int>(await ledger.CountTrainedAsync(year, [.. filters.OfType<TrainedFilter>()], CancellationToken.None));
        return Array.ConvertAll(filters, filter => filter is null ? 0 : counts.Dequeue());
    }

    /// <summary>All competitions of a year; the registry has a few a year, and each of them shows itself.</summary>
    private async Task<ILookup<CompetitionClass, CompetitionView>> ContestsAsync(int year)
    {
        var found = new List<CompetitionView>();
        string? after = null;
        do
        {
            var page = await ledger.Directory.ListAsync(DirectoryKind.Competition, null, null, new PageRequest(after, PageRows), CancellationToken.None);
            found.AddRange(await ListPages.AskAsync(page.Items, id => GrainFactory.GetGrain<ICompetitionGrain>(GrainKeys.Competition(id)).Get()));
            after = page.Next;
        }
        while (after is not null);
        return found.Where(competition => competition.Year == year).ToLookup(competition => competition.Class);
    }

    private async Task<BatchFigures[]> BatchesAsync(WindowId window)
    {
        var found = new List<BatchFigures>();
        string? after = null;
        do
        {
            var page = await ledger.ListBatchesAsync(window, new PageRequest(after, PageRows), CancellationToken.None);
            found.AddRange(page.Items.Select(FiguresOf));
            after = page.Next;
        }
        while (after is not null);
        found.Reverse();
        return [.. found];
    }

    private static BatchFigures FiguresOf(BatchRow batch)
    {
        Money In(BatchLineStatus status) => batch.Lines.Where(line => line.Status == status).Aggregate(Money.Zero, (sum, line) => sum + line.Line.Amount);
        return new(
            batch.BatchId, (BatchState)batch.Status, batch.SealedAt, batch.ReleasedAt, batch.Lines.Length, batch.Total,
            In(BatchLineStatus.Paid), In(BatchLineStatus.Failed), In(BatchLineStatus.Scheduled));
    }
}
