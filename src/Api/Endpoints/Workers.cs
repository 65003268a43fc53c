using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary>Workers: who stands behind a number, and what they claimed.</summary>
internal static class Workers
{
    public static void MapWorkers(this IEndpointRouteBuilder api)
    {
        var workers = api.MapGroup("/workers").WithTags("Workers");
        workers.MapPost("/lookup", LookUp).For(May.LookUpWorkers).Takes<Lookup>().Answers<WorkerView>().Refuses(ProblemCode.NotFound)
            .WithSummary("Find a worker by ID number; an audit event");
        workers.MapGet("/{workerRef}/claims", Claims).For(May.ReadHistories).Lists(HistoryFilters.Names).Answers<WorkerClaims>().Refuses(ProblemCode.NotFound)
            .WithSummary("A worker's claim history, newest first");
        workers.MapGet("/{workerRef}/claims.pdf", PrintClaims).For(May.ReadHistories).AnswersText("application/pdf").Refuses(ProblemCode.NotFound)
            .WithSummary("The whole history as a paper for the counter; an audit event");
        workers.MapGet("/{workerRef}/entitlements", Entitlements).For(May.ReadHistories).Answers<EntitlementsView>().Refuses(ProblemCode.NotFound)
            .WithSummary("What is used up and what is open, by the policy in force");
        workers.MapGet("/{workerRef}/cases", Cases).For(May.LookUpWorkers).Lists().Answers<PageOf<CaseView>>().Refuses(ProblemCode.NotFound)
            .WithSummary("Cases that name a worker, each with the worker's lines alone, also those that claim nothing and why");
        workers.MapPost("/{workerRef}/unmask", Unmask).For(May.LookUpWorkers).Takes<UnmaskAsked>().Answers<UnmaskedView>().Refuses(ProblemCode.NotFound)
            .WithSummary("Numbers and name in full, for a reason; an audit event");
        workers.MapGet("/{workerRef}/merge", ReadMerge).For(May.LookUpWorkers).Answers<MergeView>().Refuses(ProblemCode.NotFound)
            .WithSummary("What was asked last: into which reference, why, by whom, and whether it is done");
        workers.MapPost("/{workerRef}/merge", Merge).For(May.MergeWorkers).Takes<MergeAsked>().Answers<MergeView>()
            .Refuses(ProblemCode.NotFound, ProblemCode.IllegalTransition, ProblemCode.SeparationOfDuties, ProblemCode.IdempotencyKeyReused, ProblemCode.OutcomeUnknown)
            .WithSummary("Bring two references of one person together: a handler asks, a leader does it");
    }

    private static async Task<IResult> PrintClaims(HttpContext http, IGrainFactory grains, string workerRef)
    {
        var actor = http.Actor();
        var answer = PathIds.IsWorkerRef(workerRef) ? await grains.Papers().PrintHistory(workerRef, actor) : ProblemCode.NotFound;
        if (answer.Refusal is { } refusal && (refusal.Code != ProblemCode.NotFound || actor.IsStaff)) return new Problem(refusal);

        // What is no reference is to a portal like a person for whom it has no claim; and its text, whatever it is, is not printed.
        var printed = answer.Value ?? new PrintedHistory("", null, null, new ClaimTotals(0, Money.Zero), [], http.RequestServices.GetRequiredService<IPolicyClock>().Now);
        return new FileAnswer(Papers.History(printed, actor.IsStaff || actor.Org == "*" ? null : actor.Org).ToPdf(), "claims.pdf", "application/pdf");
    }

    private static async Task<IResult> Cases(HttpContext http, IGrainFactory grains, string workerRef)
    {
        var query = new ListQuery(http.Request);
        if (query.Problem is { } problem) return problem;
        return PathIds.IsWorkerRef(workerRef)
            ? Resource.OfAnswer(await grains.Lists().CasesOf(workerRef, query.Cursor, query.Limit, http.Actor()))
            : new Problem(ProblemCode.NotFound);
    }

    private static async Task<IResult> ReadMerge(IGrainFactory grains, string workerRef) =>
        PathIds.IsWorkerRef(workerRef) ? Resource.OfAnswer(await grains.Merge(workerRef).Get()) : new Problem(ProblemCode.NotFound);

    private static async Task<IResult> Merge(HttpContext http, IGrainFactory grains, string workerRef)
    {
        var body = await http.ReadAsync(MergeShape.Read);
        if (body.Refused is { } refused) return refused;
        if (!PathIds.IsWorkerRef(workerRef)) return new Problem(ProblemCode.NotFound);
        var (into, reason, document) = body.Form;
        return Resource.OfAnswer(await grains.Merge(workerRef).Merge(new MergeWorkers(into, reason, document, body.Operation, http.Actor())));
    }

    private static async Task<IResult> Entitlements(HttpContext http, IGrainFactory grains, string workerRef)
    {
        var actor = http.Actor();
        var answer = PathIds.IsWorkerRef(workerRef) ? await grains.Worker(workerRef).Entitlements(actor) : ProblemCode.NotFound;
        if (answer.Refusal is not { Code: ProblemCode.NotFound } || actor.IsStaff) return Resource.OfAnswer(answer);

        // What is no reference is to a portal like a person for whom it has no claim.
        var policies = await grains.Policies().List();
        return Resource.Of(new EntitlementsView(workerRef, null, policies.Length > 0 ? policies[0] : "", [], []));
    }

    private static async Task<IResult> Unmask(HttpContext http, IGrainFactory grains, string workerRef)
    {
        var body = await http.ReadAsync(UnmaskShape.Read);
        if (body.Refused is { } refused) return refused;
        if (!PathIds.IsWorkerRef(workerRef)) return new Problem(ProblemCode.NotFound);
        return Resource.OfAnswer(await grains.Lists().Unmask(new UnmaskWorker(workerRef, body.Form.Fields, body.Form.Reason, http.Actor())));
    }

    private static async Task<IResult> LookUp(HttpContext http, IGrainFactory grains)
    {
        var body = await http.ReadAsync(LookupShape.Read);
        if (body.Refused is { } refused) return refused;
        return Resource.OfOrMissing(await grains.Lists().Lookup(body.Form.IdNumber, http.Actor()));
    }

    // To a portal, a person without claims of its own is no different from one that nobody knows, or from no reference at all.
    private static async Task<IResult> Claims(HttpContext http, IGrainFactory grains, string workerRef)
    {
        var query = HistoryFilters.Read(http.Request, out var problem);
        if (problem is not null) return problem;
        var actor = http.Actor();
        var answer = PathIds.IsWorkerRef(workerRef) ? await grains.Worker(workerRef).History(query, actor) : ProblemCode.NotFound;
        return HistoryFilters.Show(answer, actor, workerRef, WorkerClaims.Of);
    }
}
