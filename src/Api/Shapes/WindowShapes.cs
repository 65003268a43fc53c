namespace Gongshu.Api.Shapes;

/// <summary><c>POST /windows/{window}/overrides</c>: at least one of the days.</summary>
internal static class OverrideShape
{
    public static WindowDaysAsked Read(ShapeObject body, DateOnly today)
    {
        body.Knows("opensOn", "closesOn", "reason");
        if (!body.Has("opensOn") && !body.Has("closesOn")) body.Fault("closesOn", FaultCode.Required);
        var opens = body.DayOrNull("opensOn");
        var closes = body.DayOrNull("closesOn");
        body.InOrder(opens, closes, "closesOn");
        return new WindowDaysAsked(opens, closes, body.Text("reason", ShapeLimits.Comment));
    }
}

internal sealed record WindowDaysAsked(DateOnly? OpensOn, DateOnly? ClosesOn, string Reason);

/// <summary><c>POST /windows/{window}/settlement</c>; the body may be absent.</summary>
internal static class SettlementShape
{
    public static SettlementAsked Read(ShapeObject body, DateOnly today)
    {
        body.Knows("carryUndecided");
        return new SettlementAsked(body.FlagOrNull("carryUndecided") ?? false);
    }
}

internal sealed record SettlementAsked(bool CarryUndecided);

/// <summary>A body without members, which may be absent.</summary>
internal static class EmptyShape
{
    public static Nothing Read(ShapeObject body, DateOnly today)
    {
        body.Knows();
        return Nothing.Instance;
    }
}

internal sealed record Nothing
{
    public static readonly Nothing Instance = new();
}
