using System.Text.Json;
using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.Json;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary>
/// RFC 9162 proofs that no file was rewritten. What proves nothing about a case (heads, consistency, the key) is for anyone, without a token: who keeps
/// it holds the operator to it.
/// </summary>
internal static class Transparency
{
    private const string CheckpointType = "application/x-ndjson";

    public static void MapTransparency(this IEndpointRouteBuilder api)
    {
        var tree = api.MapGroup("/transparency").WithTags("Transparency");
        tree.MapGet("/tree-head", Head).AllowAnonymous().Answers<TreeHeadView>().Refuses(ProblemCode.Unavailable)
            .WithSummary("The signed head of the tree over all events");
        tree.MapGet("/consistency", Consistency).AllowAnonymous().TakesOnly("first", "second").Answers<ConsistencyView>()
            .Refuses(ProblemCode.InvalidRequest, ProblemCode.UnknownTreeSize, ProblemCode.Unavailable).WithSummary("That the tree of one size begins with the tree of another");
        tree.MapGet("/key", Key).AllowAnonymous().AnswersText("application/x-pem-file").Refuses(ProblemCode.Unavailable).WithSummary("The public key that heads are verified by");
        tree.MapGet("/inclusion", Inclusion).For(May.ReadOwnOrAll).TakesOnly("caseNumber").Answers<InclusionView>()
            .Refuses(ProblemCode.InvalidRequest, ProblemCode.NotFound, ProblemCode.ProofNotReady).WithSummary("Each event of a case and its place in the tree");
        tree.MapGet("/checkpoint", Checkpoint).For(May.ReadWholeAudit).AnswersText(CheckpointType)
            .WithSummary("A signed head and all leaves under it, a line each: what an auditor keeps outside");
    }

    private static async Task<IResult> Head(HttpContext http, IGrainFactory grains) =>
        ListQuery.WithoutPages(http.Request).Problem ?? Resource.Of(await grains.Tree().Head());

    private static async Task<IResult> Consistency(HttpContext http, IGrainFactory grains)
    {
        var query = ListQuery.WithoutPages(http.Request, "first", "second");
        var (first, second) = (query.Needed("first"), query.Needed("second"));
        return query.Problem ?? Resource.OfAnswer(await grains.Tree().Consistency(first, second));
    }

    private static async Task<IResult> Key(HttpContext http, IGrainFactory grains) =>
        ListQuery.WithoutPages(http.Request).Problem ?? Results.Text(await grains.Tree().PublicKey() + "\n", "application/x-pem-file");

    private static async Task<IResult> Inclusion(HttpContext http, IGrainFactory grains)
    {
        var query = ListQuery.WithoutPages(http.Request, "caseNumber");
        var asked = query.Text("caseNumber", ShapeLimits.Identifier);
        if (query.Problem is { } problem) return problem;
        if (asked is null) return Problem.Invalid("caseNumber", FaultCode.Required);
        return CaseNumber.TryParse(asked, out var number) ? Resource.OfAnswer(await grains.Tree().Inclusion(number, http.Actor())) : new Problem(ProblemCode.NotFound);
    }

    private static async Task<IResult> Checkpoint(HttpContext http, IGrainFactory grains)
    {
        if (ListQuery.WithoutPages(http.Request).Problem is { } problem) return problem;
        // What can be refused is asked for before the first byte goes out.
        var first = await grains.Tree().Leaves(0, long.MaxValue, http.Actor());
        if (first.Refusal is { } refusal) return new Problem(refusal);
        // Asked for after the first leaves, so that it covers them.
        var head = await grains.Tree().Head();
        CheckpointLeafView[] covered = [.. first.Value!.TakeWhile(leaf => leaf.LeafIndex < head.TreeSize)];
        return Results.Stream(body => WriteAsync(body, grains, head, covered, http), CheckpointType, "checkpoint.ndjson");
    }

    /// <summary>A fault on the way breaks the connection: a checkpoint that is not whole does not verify either.</summary>
    private static async Task WriteAsync(Stream body, IGrainFactory grains, TreeHeadView head, CheckpointLeafView[] page, HttpContext http)
    {
        await WriteLineAsync(body, new CheckpointHead(head));
        for (var written = 0L; page.Length > 0; page = (await grains.Tree().Leaves(written, head.TreeSize, http.Actor())).Value ?? [])
        {
            foreach (var leaf in page) await WriteLineAsync(body, leaf);
            written += page.Length;
            await body.FlushAsync(http.RequestAborted);
        }

        async Task WriteLineAsync<T>(Stream stream, T line)
        {
            await JsonSerializer.SerializeAsync(stream, line, ApiJson.Chinese, http.RequestAborted);
            await stream.WriteAsync("\n"u8.ToArray(), http.RequestAborted);
        }
    }
}
