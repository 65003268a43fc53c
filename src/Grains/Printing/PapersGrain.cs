using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;
using Orleans.Concurrency;

namespace Gongshu.Grains.Printing;

/// <summary>The contents of the official forms, from what is stored; drawing them is the front's. Apart from the case's grain, whose turns it must not hold up.</summary>
[StatelessWorker]
public sealed class PapersGrain(ILedger ledger, PolicyBook policies, WorkingDays workingDays, IPolicyClock clock) : Grain, IPapersGrain
{
    // Far more than one person can have; a page of the history at a time.
    private const int MostEntries = 2_000, PageSize = 200, CasesLookedAt = 20;

    /// <inheritdoc/>
    public async Task<Answer<PrintedCase>> Print(PrintPaper command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var (read, events) = await Read(command.CaseNumber);
        if (read is not { } state || !command.Actor.MaySee(state.Form.Applicant)) return ProblemCode.NotFound;
        var policy = policies.Get(state.Submitted.Policy);
        var now = clock.Now;
        var paper = PaperContents.Head(state, policy, now);
        switch (command.Kind)
        {
            case PaperKind.Annex1:
                paper = await Annex1(paper, state);
                break;
            case PaperKind.Annex2 when state.Form.Lines.Length > 0:
                paper = paper with { Lines = PaperContents.Lines(state) };
                break;
            case PaperKind.Receipt:
                paper = paper with { Applied = PaperContents.FirstAsked(state), Receipt = PaperContents.Receipt(state) };
                break;
            case PaperKind.CorrectionNotice when PaperContents.Return(state, events) is { } returned:
                paper = paper with { Return = returned };
                break;
            case PaperKind.Decision when PaperRefusals.Of(state, policy, new(await workingDays.Current(), policy.Administrative)) is { } refusals:
                paper = paper with { Refusals = refusals };
                break;
            default:
                return NotIssued(command.Kind, state.Status);
        }

        await Audit(new AuditEntry("paper.printed", command.Actor.Id, now, command.CaseNumber.ToString(), RegistryJson.Write(new Printed(command.Kind, command.Format, state.Version))));
        return Granted.Of(paper);
    }

    /// <inheritdoc/>
    public async Task<Answer<PrintedHistory>> PrintHistory(string workerRef, Actor actor)
    {
        var worker = GrainFactory.GetGrain<IWorkerGrain>(GrainKeys.Worker(workerRef));
        var items = new List<ClaimView>();
        ClaimHistoryView? page = null;
        do
        {
            var answer = await worker.History(new HistoryQuery(null, null, null, null, page?.NextCursor, PageSize), actor);
            if (answer.Refusal is { } refusal) return refusal;
            page = answer.Value!;
            items.AddRange(page.Items);
        }
        while (page.NextCursor is not null && items.Count < MostEntries);

        var now = clock.Now;
        var name = await NameIn(items);
        await Audit(new AuditEntry("worker.historyPrinted", actor.Id, now, workerRef, RegistryJson.Write(new HistoryPrinted(items.Count))));
        return Granted.Of(new PrintedHistory(workerRef, name, page.MaskedId, page.Totals, [.. items], now));
    }

    /// <summary>The person as the newest of these cases names them.</summary>
    private async Task<string?> NameIn(List<ClaimView> items)
    {
        CaseNumber[] cases = [.. items.Select(item => item.CaseNumber).Distinct().Take(CasesLookedAt)];
        var streams = await StorageFaults.Translate(() => ledger.LoadStreamsAsync([.. cases.Select(number => number.ToString())], CancellationToken.None));
        foreach (var item in items.Where(item => cases.Contains(item.CaseNumber)))
        {
            if (CaseState.Fold(null, streams[item.CaseNumber.ToString()]) is { } state
                && Array.Exists(state.Lines, line => line.Line == item.Line && (item.WorkerRef is null || line.WorkerRef == item.WorkerRef))
                && Array.Find(state.Form.Lines, line => line.Line == item.Line) is { } given) return given.Worker.Name;
        }

        return null;
    }

    private async Task<PrintedCase> Annex1(PrintedCase paper, CaseState state)
    {
        var enterprise = GrainFactory.GetGrain<IEnterpriseGrain>(GrainKeys.Enterprise(state.Form.Applicant));
        var (profile, view) = (await enterprise.Profile(), await enterprise.Get(Actor.System));
        var competition = state.Form.Competition is { } id ? await GrainFactory.GetGrain<ICompetitionGrain>(GrainKeys.Competition(id)).Get() : null;
        var studio = state.Form.MasterStudio is { } named ? await GrainFactory.GetGrain<IMasterStudioGrain>(GrainKeys.MasterStudio(named)).Get() : null;
        return paper with
        {
            Contact = state.Form.Contact,
            LegalRepresentative = view?.LegalRepresentative,
            Bank = state.Form.Bank ?? profile?.Bank,
            Document = studio?.Document ?? competition?.Document,
            About = studio?.Name ?? competition?.Name,
            Decisions = PaperContents.Opinions(state),
        };
    }

    /// <summary>The case as it stands once what is due by the calendar is done, with its events; null: there is none.</summary>
    private async Task<(CaseState?, StoredEvent[])> Read(CaseNumber number)
    {
        while (true)
        {
            var events = await StorageFaults.Translate(() => ledger.LoadEventsAsync(number.ToString(), 0, CancellationToken.None));
            var state = CaseState.Fold(null, events);
            if (state is null || !state.IsOverdueForCorrection(PolicyTime.DayOf(clock.Now))) return (state, events);
            await GrainFactory.GetGrain<IApplicationGrain>(GrainKeys.Case(number)).Attend();
        }
    }

    private async Task Audit(AuditEntry entry) => await StorageFaults.Translate(async () =>
    {
        await ledger.AppendAuditAsync(entry, CancellationToken.None);
        return true;
    });

    private static Refusal NotIssued(PaperKind kind, CaseStatus status) => new()
    {
        Code = ProblemCode.PaperNotIssued,
        CaseStatus = status,
        Detail = kind switch
        {
            PaperKind.Annex2 => "该申请没有名册。",
            PaperKind.CorrectionNotice => "该案件没有退回补正。",
            _ => "该案件尚未作出决定，或者没有不予补贴的项目。",
        },
    };

    private sealed record Printed(PaperKind Kind, string Format, int Version);

    private sealed record HistoryPrinted(int Items);
}
