using Gongshu.Grains.Applications;
using Gongshu.Grains.Batches;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;
using Orleans.Concurrency;

namespace Gongshu.Grains.Lists;

/// <summary>Lists over cases, batches, events and registries: reads of the ledger under the caller's ownership, no state. Key 0.</summary>
[StatelessWorker]
public sealed partial class CaseListGrain(ILedger ledger, Pseudonymiser pseudonyms, PersonReferences references, IPolicyClock clock) : Grain, ICaseListGrain
{
    // Who may ask for a person (api.md, "Who may do what").
    private const Roles PersonReaders = Roles.Handler | Roles.Approver | Roles.Leader | Roles.Finance | Roles.Auditor;

    /// <inheritdoc/>
    public async Task<Answer<PageOf<CaseView>>> Cases(CaseQuery query, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(actor);
        if (!ListPages.TryNarrow(actor, query.Applicant, out var applicant)) return ListPages.Nothing<CaseView>();
        var list = ListCursor.Of("cases", $"{query.Status}", query.Window?.ToString(), $"{query.Programme}", applicant, query.Text);
        var filter = new CaseFilter(query.Status, query.Window, query.Programme, applicant, query.Text);
        return await CasePage(list, filter, query.Cursor, query.Limit);
    }

    /// <summary>
    /// By ID number: the cases that claim for the person, and those that name the person otherwise. By name: the cases that carry the name's
    /// keyed hash; 64 bits of it, so a case of somebody else is not to be expected before some 10^9 names.
    /// </summary>
    public async Task<Answer<PageOf<CaseView>>> Search(PersonSearch search, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.Has(PersonReaders)) return ProblemCode.Forbidden;
        if ((search.IdNumber is null) == (search.Name is null))
            return Refusal.Invalid(new InputFault("", "required", "须提供身份证号码或姓名之一。"));

        CaseFilter filter;
        string? workerRef = null;
        if (search.Name is not null)
        {
            filter = new CaseFilter(Token: pseudonyms.NameToken(search.Name));
        }
        else if (ResidentId.TryParse(search.IdNumber, clock.Today, out var id))
        {
            workerRef = (await references.Current()).Of(pseudonyms.Worker(id));
            filter = new CaseFilter(Worker: SubjectId.Worker(workerRef), Token: pseudonyms.NameToken(workerRef));
        }
        else
        {
            return Refusal.Invalid(new InputFault("/idNumber", "invalid-id-number", "身份证号码有误。"));
        }

        var answer = await CasePage(ListCursor.Of("search", workerRef, $"{filter.Token}"), filter, search.Cursor, search.Limit);
        if (answer.Value is not null && search.Cursor is null)
            await Audit(new AuditEntry("worker.searched", actor.Id, clock.Now, workerRef, RegistryJson.Write(new Searched(workerRef is null ? "name" : "idNumber"))));
        return answer;
    }

    /// <inheritdoc/>
    public Task<Answer<PageOf<AuditEvent>>> Events(EventQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var list = ListCursor.Of("events", query.Actor, query.Type, $"{query.From:O}", $"{query.To:O}");
        var filter = new EventFilter(query.Actor, query.Type, query.From, query.To);
        return ListPages.PageAsync(
            list, query.Cursor, query.Limit,
            page => ledger.ListEventsAsync(filter, page, CancellationToken.None),
            events => Task.FromResult(Array.ConvertAll(events, AuditEvents.Of)));
    }

    /// <inheritdoc/>
    public Task<Answer<PageOf<BatchView>>> Batches(WindowId? window, string? cursor, int limit) => ListPages.PageAsync(
        ListCursor.Of("batches", window?.ToString()), cursor, limit,
        page => ledger.ListBatchesAsync(window, page, CancellationToken.None),
        batches => Task.FromResult(Array.ConvertAll(batches, BatchViews.Of)));

    /// <inheritdoc/>
    public Task<Answer<PageOf<OpenClawback>>> Clawbacks(bool openOnly, string? cursor, int limit) => ListPages.PageAsync(
        ListCursor.Of("clawbacks", openOnly ? "open" : null), cursor, limit,
        page => ledger.ListClawbacksAsync(openOnly, page, CancellationToken.None),
        rows => Task.FromResult(Array.ConvertAll(rows, CaseRows.Clawback)));

    private Task<Answer<PageOf<CaseView>>> CasePage(ListCursor list, CaseFilter filter, string? cursor, int limit) => ListPages.PageAsync(
        list, cursor, limit,
        page => ledger.ListCasesAsync(filter, page, CancellationToken.None),
        rows => Task.FromResult(Array.ConvertAll(rows, CaseRows.View)));

    private async Task Audit(AuditEntry entry)
    {
        try
        {
            await ledger.AppendAuditAsync(entry, CancellationToken.None);
        }
        catch (LedgerUnavailableException fault)
        {
            throw new StorageUnavailableException(fault.Message);
        }
    }

    private sealed record Searched(string By);
}
