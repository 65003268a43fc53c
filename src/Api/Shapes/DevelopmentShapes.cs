using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Shapes;

/// <summary><c>POST /dev/tokens</c>: a portal needs an organisation, or <c>*</c>.</summary>
internal static class TokenShape
{
    public static TokenAsked Read(ShapeObject body, DateOnly today)
    {
        body.Knows("sub", "name", "roles", "org");
        var roles = body.List("roles", 1, 10)?.Choices<RoleName>() ?? [];
        var org = body.TextOrNull("org", ShapeLimits.Identifier);
        if (org is not null and not "*")
        {
            if (Uscc.TryParse(org, out var uscc)) org = uscc.Value;
            else body.Fault("org", FaultCode.InvalidUscc);
        }
        else if (org is null && !body.Has("org") && roles.Contains(RoleName.Portal))
        {
            body.Fault("org", FaultCode.Required);
        }

        return new TokenAsked(body.Text("sub", ShapeLimits.Identifier), body.TextOrNull("name", ShapeLimits.PersonName), roles, org);
    }
}

/// <summary>The roles by the names that tokens carry.</summary>
internal enum RoleName
{
    Portal = Roles.Portal, Handler = Roles.Handler, Approver = Roles.Approver, Leader = Roles.Leader,
    Finance = Roles.Finance, Auditor = Roles.Auditor, Admin = Roles.Admin,
}

internal sealed record TokenAsked(string Sub, string? Name, RoleName[] Roles, string? Org);

/// <summary><c>POST /dev/clock</c>. Not beyond 2199: each quarter on the way there is opened and closed.</summary>
internal static class ClockShape
{
    public static ClockAsked Read(ShapeObject body, DateOnly today)
    {
        body.Knows("now");
        var now = body.Instant("now");
        if (now.Year > 2199) body.Fault("now", FaultCode.OutOfRange);
        return new ClockAsked(now);
    }
}

internal sealed record ClockAsked(DateTimeOffset Now);
