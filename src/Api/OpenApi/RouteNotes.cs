using Gongshu.Api.Problems;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.OpenApi;

/// <summary>
/// What a route takes, for the document only. Not the framework's own metadata: that one answers a wrong content type before anybody asked who
/// calls, and the contract says 401 first.
/// </summary>
internal sealed record TakesBody(Type Type, bool Optional);

/// <summary>That a route takes a file (multipart, field <c>file</c>), for the document only.</summary>
internal sealed record TakesUpload;

/// <summary>What a route answers, for the document only.</summary>
/// <param name="Type">Null: no JSON of a fixed shape.</param>
internal sealed record AnswersWith(int Status, Type? Type, string MediaType);

/// <summary>The refusals that a route has besides those that every route has.</summary>
internal sealed record RefusesWith(ProblemCode[] Codes);

/// <summary>The parameters of a list.</summary>
internal sealed record TakesQuery(string[] Names);

/// <summary>That a change may, or has to, carry <c>If-Match</c>.</summary>
internal sealed record TakesIfMatch(bool Demanded);

internal static class RouteNotes
{
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route, bool optional = false) => route.WithMetadata(new TakesBody(typeof(T), optional));

    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder route) => route.WithMetadata(new TakesUpload());

    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, int status = StatusCodes.Status200OK) =>
        route.WithMetadata(new AnswersWith(status, typeof(T), "application/json"));

    public static RouteHandlerBuilder AnswersText(this RouteHandlerBuilder route, string mediaType) =>
        route.WithMetadata(new AnswersWith(StatusCodes.Status200OK, null, mediaType));

    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ProblemCode[] codes) => route.WithMetadata(new RefusesWith(codes));

    /// <param name="filters">Besides <c>limit</c> and <c>cursor</c>.</param>
    public static RouteHandlerBuilder Lists(this RouteHandlerBuilder route, params string[] filters) =>
        route.WithMetadata(new TakesQuery(["limit", "cursor", .. filters])).Refuses(ProblemCode.InvalidRequest);

    /// <summary>The parameters of what is no list.</summary>
    public static RouteHandlerBuilder TakesOnly(this RouteHandlerBuilder route, params string[] parameters) => route.WithMetadata(new TakesQuery(parameters));

    public static RouteHandlerBuilder Versioned(this RouteHandlerBuilder route, bool demanded = false) =>
        route.WithMetadata(new TakesIfMatch(demanded)).Refuses(ProblemCode.StaleVersion, demanded ? ProblemCode.IfMatchRequired : ProblemCode.StaleVersion);
}
