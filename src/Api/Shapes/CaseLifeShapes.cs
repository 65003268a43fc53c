using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Shapes;

/// <summary><c>POST …/decisions/{round}/{stage}/reversal</c>.</summary>
internal static class ReversalShape
{
    public static Reversal Read(ShapeObject body, DateOnly today) => new(body.Knows("reason").Text("reason", ShapeLimits.Comment));
}

internal sealed record Reversal(string Reason);

/// <summary><c>POST …/appeals</c>: the lines, and why.</summary>
internal static class AppealShape
{
    public static AppealAsked Read(ShapeObject body, DateOnly today) =>
        new(LineNumbers.Read(body.Knows("lines", "grounds")), body.Text("grounds", ShapeLimits.Comment));
}

internal sealed record AppealAsked(int[] Lines, string Grounds);

/// <summary><c>POST …/appeals/{number}/decision</c>: both outcomes are told why.</summary>
internal static class AppealDecisionShape
{
    public static AppealRuling Read(ShapeObject body, DateOnly today) =>
        new(body.Knows("outcome", "comment").Choice<AppealOutcome>("outcome"), body.Text("comment", ShapeLimits.Comment));
}

internal sealed record AppealRuling(AppealOutcome Outcome, string Comment);

/// <summary><c>POST …/stop</c> and <c>…/stop/release</c>.</summary>
internal static class StopShape
{
    public static StopAsked Read(ShapeObject body, DateOnly today) =>
        new(LineNumbers.Read(body.Knows("lines", "reason")), body.Text("reason", ShapeLimits.Comment));
}

internal sealed record StopAsked(int[] Lines, string Reason);

/// <summary><c>POST …/clawback</c>: benefits of lines, or whole lines.</summary>
internal static class ClawbackShape
{
    public static ClawbackAsked Read(ShapeObject body, DateOnly today)
    {
        body.Knows("lines", "reason", "release");
        return new(
            body.List("lines", 1, ShapeLimits.DecisionLines)?.Objects(LineOf) ?? [], body.Text("reason", ShapeLimits.Comment),
            body.FlagOrNull("release") ?? false);
    }

    private static ClawbackLine LineOf(ShapeObject line) =>
        new(line.Knows("line", "benefit").Whole("line", 1, RosterLineShape.MaxLineNumber), line.ChoiceOrNull<Benefit>("benefit"));
}

internal sealed record ClawbackAsked(ClawbackLine[] Lines, string Reason, bool Release);

/// <summary><c>POST …/clawback/repayments</c>.</summary>
internal static class RepaymentShape
{
    public static RepaymentAsked Read(ShapeObject body, DateOnly today)
    {
        body.Knows("amount", "paidOn", "reference");
        if (!body.Has("amount")) body.Fault("amount", FaultCode.Required);
        var amount = body.AmountOrNull("amount");
        if (amount == Money.Zero) body.Fault("amount", FaultCode.OutOfRange);
        return new(amount ?? Money.Zero, body.Day("paidOn"), body.Text("reference", ShapeLimits.Reference));
    }
}

internal sealed record RepaymentAsked(Money Amount, DateOnly PaidOn, string Reference);

/// <summary><c>POST …/assignment</c>: to a person, to nobody, or (nothing said) to who asks.</summary>
internal static class AssignmentShape
{
    public static AssignmentAsked Read(ShapeObject body, DateOnly today)
    {
        body.Knows("assignee", "release");
        var assignee = body.ObjectOrNull("assignee") is { } given
            ? new Officer(given.Knows("id", "name").Text("id", ShapeLimits.Identifier), given.Text("name", ShapeLimits.PersonName)) : null;
        var release = body.FlagOrNull("release") ?? false;
        if (release && assignee is not null) body.Fault("release", FaultCode.OutOfRange);
        return new(assignee, release);
    }
}

internal sealed record AssignmentAsked(Officer? Assignee, bool Release);

/// <summary><c>POST …/results</c>: what the bank says of each line.</summary>
internal static class ResultsShape
{
    public static ResultsAsked Read(ShapeObject body, DateOnly today) =>
        new(body.Knows("results").List("results", 1, ShapeLimits.BankResults)?.Objects(ResultOf) ?? []);

    private static BankResult ResultOf(ShapeObject result)
    {
        result.Knows("batchLine", "outcome", "code", "paidOn");
        var outcome = result.Choice<PaymentOutcome>("outcome");
        var paidOn = result.DayOrNull("paidOn");
        if (outcome == PaymentOutcome.Paid && !result.Has("paidOn")) result.Fault("paidOn", FaultCode.Required);
        return new(result.Whole("batchLine", 1, int.MaxValue), outcome, result.TextOrNull("code", ShapeLimits.Reference), paidOn);
    }
}

internal sealed record ResultsAsked(BankResult[] Results);

/// <summary>The line numbers that a command names: at least one, each once.</summary>
internal static class LineNumbers
{
    public static int[] Read(ShapeObject body) => body.List("lines", 1, ShapeLimits.DecisionLines)?.Wholes(1, RosterLineShape.MaxLineNumber) ?? [];
}
