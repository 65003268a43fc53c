using System.Globalization;
using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Endpoints;

/// <summary>The same events, pushed.</summary>
internal static class Webhooks
{
    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("Events");
        webhooks.MapPost("", Register).For(May.KeepWebhooks).Takes<WebhookForm>().Answers<WebhookView>(StatusCodes.Status201Created)
            .Refuses(ProblemCode.WebhookAddressRefused, ProblemCode.WebhookRedirects, ProblemCode.TooManyWebhooks, ProblemCode.IdempotencyKeyReused, ProblemCode.OutcomeUnknown)
            .WithSummary("Have events pushed to an address from now on");
        webhooks.MapGet("", List).For(May.KeepWebhooks).Lists().Answers<PageOf<WebhookView>>().WithSummary("Subscriptions, newest first");
        webhooks.MapGet("/{id}", Get).For(May.KeepWebhooks).Answers<WebhookView>().Refuses(ProblemCode.NotFound).WithSummary("One subscription");
        webhooks.MapDelete("/{id}", Remove).For(May.KeepWebhooks).Answers<WebhookView>().Refuses(ProblemCode.NotFound)
            .WithSummary("End a subscription; answers what stood there");
        webhooks.MapGet("/{id}/deliveries", Deliveries).For(May.KeepWebhooks).Lists("status").Answers<PageOf<DeliveryView>>().Refuses(ProblemCode.NotFound)
            .WithSummary("What is tried again or was given up, the newest event first");
        webhooks.MapPost("/{id}/deliveries/{sequence}/redelivery", Redeliver).For(May.KeepWebhooks).Takes<Nothing>(optional: true).Answers<DeliveryView>()
            .Refuses(ProblemCode.NotFound, ProblemCode.IdempotencyKeyReused, ProblemCode.OutcomeUnknown).WithSummary("Send an event once more, under its old id");
    }

    private static async Task<IResult> Register(HttpContext http, IGrainFactory grains)
    {
        var body = await http.ReadAsync(WebhookShape.Read);
        if (body.Refused is { } refused) return refused;
        var actor = http.Actor();
        var owner = actor.Has(Roles.Admin) ? GrainKeys.StaffOwner : actor.Org!;
        return Resource.OfAnswer(await grains.Webhooks(owner).Register(body.Form, body.Operation, actor), createdAt: view => $"/api/v1/webhooks/{view.Id}");
    }

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains)
    {
        var query = new ListQuery(http.Request);
        return query.Problem is { } problem ? problem : Resource.OfAnswer(await grains.WebhookList().List(http.Actor(), query.Cursor, query.Limit));
    }

    private static async Task<IResult> Get(HttpContext http, IGrainFactory grains, string id) =>
        Resource.OfOrMissing(await grains.WebhookList().Get(id, http.Actor()));

    private static async Task<IResult> Remove(HttpContext http, IGrainFactory grains, string id) =>
        Resource.OfAnswer(await grains.WebhookList().Remove(id, http.Actor()));

    private static async Task<IResult> Deliveries(HttpContext http, IGrainFactory grains, string id)
    {
        var query = new ListQuery(http.Request, "status");
        var status = query.Choice<DeliveryState>("status");
        if (query.Problem is { } problem) return problem;
        return Resource.OfAnswer(await grains.WebhookList().Deliveries(id, status, http.Actor(), query.Cursor, query.Limit));
    }

    private static async Task<IResult> Redeliver(HttpContext http, IGrainFactory grains, string id, string sequence)
    {
        var body = await http.ReadAsync(EmptyShape.Read, BodyRule.MayBeAbsent);
        if (body.Refused is { } refused) return refused;
        return long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Resource.OfAnswer(await grains.WebhookList().Redeliver(id, number, body.Operation, http.Actor()))
            : new Problem(ProblemCode.NotFound);
    }
}
