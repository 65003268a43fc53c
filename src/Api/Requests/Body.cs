using System.Text.Json;
using Gongshu.Api.Json;
using Gongshu.Api.Problems;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Requests;

/// <summary>What a body may leave out.</summary>
[Flags]
internal enum BodyRule
{
    Plain = 0,
    /// <summary>The body may be absent: it has optional members only.</summary>
    MayBeAbsent = 1,
    /// <summary>Without an <c>Idempotency-Key</c> nothing is done.</summary>
    KeyDemanded = 2,
    /// <summary>The form itself tells a replay from a reuse of the key: no canonical text of it is made.</summary>
    ComparedByForm = 4,
}

/// <summary>A request whose shape is right, or the problem that says what is wrong with it.</summary>
/// <param name="Form">Not to be looked at when refused.</param>
/// <param name="Operation">Null without an <c>Idempotency-Key</c>.</param>
/// <param name="ReceivedAt">The policy clock's instant at which the body was complete.</param>
internal sealed record Body<T>(T Form, OperationKey? Operation, DateTimeOffset ReceivedAt, Problem? Refused)
{
    public static Body<T> Refuse(Problem problem) => new(default!, null, default, problem);
}

/// <summary>The one way from a request to its form, in the contract's order: 413/415, the key's form, JSON, shape.</summary>
internal static class Bodies
{
    public static Task<Body<T>> ReadAsync<T>(this HttpContext http, Func<ShapeObject, DateOnly, T> shape, BodyRule rule = BodyRule.Plain)
        where T : class => http.ReadAsync<T, DateOnly>(shape, today => today, rule);

    /// <param name="context">What the shape needs besides the body, from the policy day.</param>
    public static async Task<Body<T>> ReadAsync<T, TContext>(this HttpContext http, Func<ShapeObject, TContext, T> shape, Func<DateOnly, TContext> context, BodyRule rule)
        where T : class
    {
        using var bytes = JsonBody.Room(http.Request);
        if (await JsonBody.ReadAsync(http.Request, bytes, rule.HasFlag(BodyRule.MayBeAbsent)) is { } code) return Body<T>.Refuse(new Problem(code));

        // The day is that of the same instant: at midnight the two must not differ.
        var receivedAt = http.RequestServices.GetRequiredService<IPolicyClock>().Now;
        if (!IdempotencyKey.TryRead(http.Request, out var key) || (key is null && rule.HasFlag(BodyRule.KeyDemanded)))
            return Body<T>.Refuse(new Problem(ProblemCode.IdempotencyKeyRequired));

        using var document = JsonBody.Parse(bytes.Written);
        if (document is null) return Body<T>.Refuse(new Problem(ProblemCode.MalformedRequest));

        var faults = new Faults();
        T? form = null;
        if (document.RootElement.ValueKind != JsonValueKind.Object) faults.Add(Pointer.Root, FaultCode.WrongType);
        else form = shape(new ShapeObject(document.RootElement, Pointer.Root, faults), context(PolicyTime.DayOf(receivedAt)));
        if (faults.Any)
        {
            var (refusal, omitted) = faults.ToRefusal();
            return Body<T>.Refuse(new Problem(refusal, omitted));
        }

        var operation = key is null || http.User.Identity is not { IsAuthenticated: true } ? null : IdempotencyKey.OperationOf(http, key, rule.HasFlag(BodyRule.ComparedByForm) ? [] : Canonical(form!));
        return new Body<T>(form!, operation, receivedAt, null);
    }

    // Of the parsed form: equal meaning compares equal, whatever the order of members or the spelling of an identifier.
    private static byte[] Canonical<T>(T form) => JsonSerializer.SerializeToUtf8Bytes(form, ApiJson.Canonical);
}
