using Gongshu.Api.Answers;
using Gongshu.Api.Exports;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Endpoints;

/// <summary>Payment batches: reading, the second signature, the file for the bank.</summary>
internal static class Batches
{
    public static void MapBatches(this IEndpointRouteBuilder api)
    {
        var batches = api.MapGroup("/batches").WithTags("Batches");
        batches.MapGet("", List).For(May.ReadBatches).Lists("window").Answers<PageOf<BatchView>>().WithSummary("Batches, newest first");
        batches.MapGet("/{batchId}", Get).For(May.ReadBatches).Answers<BatchView>().Refuses(ProblemCode.NotFound).WithSummary("One batch");
        batches.MapPost("/{batchId}/release", Release).For(May.HandleMoney).Takes<Nothing>(optional: true).Versioned().Answers<BatchView>()
            .Refuses(ProblemCode.NotFound, ProblemCode.SeparationOfDuties, ProblemCode.AlreadyReleased).WithSummary("The second signature");
        foreach (var (ending, mediaType) in (ReadOnlySpan<(string, string)>)[(".csv", FileAnswer.Csv), (".xlsx", FileAnswer.Xlsx)])
        {
            batches.MapGet("/{batchId}/payment-file" + ending, (HttpContext http, IGrainFactory grains, BankFormats banks, string batchId) => PaymentFile(http, grains, banks, batchId, ending))
                .For(May.ReadBatches).TakesOnly("bank").AnswersText(mediaType).Refuses(ProblemCode.NotFound, ProblemCode.NotReleased, ProblemCode.InvalidRequest)
                .WithSummary("The file for the bank, with the columns of the contract or of a configured bank; an audit event");
        }

        batches.MapGet("/{batchId}/by-payee.xlsx", ByPayee).For(May.ReadBatches).AnswersText(FileAnswer.Xlsx).Refuses(ProblemCode.NotFound, ProblemCode.NotReleased)
            .WithSummary("The batch by payee, each with the people for whom it is paid; an audit event");
        batches.MapPost("/{batchId}/results", TakeResults).For(May.HandleMoney).Takes<ResultsAsked>().TakesFile().Versioned().Answers<BatchView>()
            .Refuses(ProblemCode.NotFound, ProblemCode.NotReleased, ProblemCode.ResultMismatch, ProblemCode.OutcomeUnknown, ProblemCode.UnreadableFile)
            .WithSummary("The bank's return: JSON, or a file (CSV, XLSX)");
        batches.MapGet("/{batchId}/reconciliation", Reconcile).For(May.ReadBatches).Answers<ReconciliationView>().Refuses(ProblemCode.NotFound)
            .WithSummary("What the bank answered so far, in yuan and in lines");
    }

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains)
    {
        var query = new ListQuery(http.Request, "window");
        var window = query.Window("window");
        if (query.Problem is { } problem) return problem;
        return Resource.OfAnswer(await grains.Lists().Batches(window, query.Cursor, query.Limit));
    }

    private static async Task<IResult> Get(IGrainFactory grains, string batchId) => PathIds.IsBatchId(batchId)
        ? Resource.OfOrMissing(await grains.Batch(batchId).Get(), view => view.Version)
        : new Problem(ProblemCode.NotFound);

    private static async Task<IResult> Release(HttpContext http, IGrainFactory grains, string batchId)
    {
        var body = await http.ReadAsync(EmptyShape.Read, BodyRule.MayBeAbsent);
        if (body.Refused is { } refused) return refused;
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;
        if (!PathIds.IsBatchId(batchId)) return new Problem(ProblemCode.NotFound);
        return Resource.OfAnswer(await grains.Batch(batchId).Release(body.Operation, http.Actor(), version), view => view.Version);
    }

    private static async Task<IResult> TakeResults(HttpContext http, IGrainFactory grains, string batchId)
    {
        if (BankReturnUpload.IsFile(http.Request)) return await TakeResultsFile(http, grains, batchId);
        var body = await http.ReadAsync(ResultsShape.Read);
        if (body.Refused is { } refused) return refused;
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;
        if (!PathIds.IsBatchId(batchId)) return new Problem(ProblemCode.NotFound);
        return Resource.OfAnswer(await grains.Batch(batchId).TakeResults(body.Form.Results, body.Operation, http.Actor(), version), view => view.Version);
    }

    private static async Task<IResult> Reconcile(IGrainFactory grains, string batchId) => PathIds.IsBatchId(batchId)
        ? Resource.OfOrMissing(await grains.Batch(batchId).Reconciliation())
        : new Problem(ProblemCode.NotFound);

    private static async Task<IResult> TakeResultsFile(HttpContext http, IGrainFactory grains, string batchId)
    {
        var upload = await BankReturnUpload.ReadAsync(http);
        if (upload.Refused is { } refused) return refused;
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;
        if (!PathIds.IsBatchId(batchId)) return new Problem(ProblemCode.NotFound);
        return Resource.OfAnswer(
            await grains.Batch(batchId).TakeResults(upload.Results, upload.Operation, http.Actor(), version, upload.Statement), view => view.Version);
    }

    // The bank is looked up first: an unknown one must leave no trace of a reading that never was.
    private static async Task<IResult> PaymentFile(HttpContext http, IGrainFactory grains, BankFormats banks, string batchId, string ending)
    {
        var query = new ListQuery(http.Request, "bank");
        var bank = query.Text("bank", ShapeLimits.Identifier);
        if (query.Problem is { } problem) return problem;
        if (banks.Table(bank, []) is null) return Problem.Invalid("bank", FaultCode.UnknownValue);
        if (!PathIds.IsBatchId(batchId)) return new Problem(ProblemCode.NotFound);
        var answer = await grains.Batch(batchId).PaymentFile(http.Actor());
        return answer.Refusal is { } refusal ? new Problem(refusal) : FileAnswer.Of(batchId + ending, banks.Table(bank, answer.Value!)!);
    }

    private static async Task<IResult> ByPayee(HttpContext http, IGrainFactory grains, string batchId)
    {
        if (!PathIds.IsBatchId(batchId)) return new Problem(ProblemCode.NotFound);
        var answer = await grains.Batch(batchId).PayeeLists(http.Actor());
        return answer.Refusal is { } refusal ? new Problem(refusal) : FileAnswer.Of($"{batchId}-by-payee.xlsx", PayeeTables.Of(answer.Value!));
    }
}
