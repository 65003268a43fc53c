using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Endpoints;

/// <summary>For trying the system out. Mapped in Development alone.</summary>
internal static class Development
{
    public static void MapDevelopment(this IEndpointRouteBuilder app)
    {
        var dev = app.MapGroup("/dev").WithTags("Development").AllowAnonymous();
        dev.MapPost("/tokens", Token).Takes<TokenAsked>().Answers<TokenAnswer>().WithSummary("A token for anybody, good for days of real time");
        dev.MapGet("/clock", Now).Answers<ClockAnswer>().WithSummary("The policy clock");
        dev.MapPost("/clock", Move).Takes<ClockAsked>().Answers<ClockAnswer>().Refuses(ProblemCode.ClockMovesForwardOnly)
            .WithSummary("Move the policy clock forward; answers when everything due by then was done");
    }

    private static async Task<IResult> Token(HttpContext http, DevelopmentIssuer issuer)
    {
        var body = await http.ReadAsync(TokenShape.Read);
        return body.Refused is { } refused ? refused : Resource.Of(issuer.Issue(body.Form));
    }

    private static IResult Now(IPolicyClock clock) => Resource.Of(new ClockAnswer(clock.Now));

    private static async Task<IResult> Move(HttpContext http, IGrainFactory grains)
    {
        var body = await http.ReadAsync(ClockShape.Read);
        if (body.Refused is { } refused) return refused;
        var answer = await grains.Clock().Move(body.Form.Now);
        return answer.Refusal is { } refusal ? new Problems.Problem(refusal) : Resource.Of(new ClockAnswer(answer.Value));
    }
}
