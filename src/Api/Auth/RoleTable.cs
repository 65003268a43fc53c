using Gongshu.Grains.Interfaces;
using Microsoft.AspNetCore.Authorization;

namespace Gongshu.Api.Auth;

/// <summary>The rows of the contract's table "Who may do what", by name; a route names its row.</summary>
internal static class May
{
    public const Roles FileApplications = Roles.Portal | Roles.Handler;
    public const Roles ReadOwnOrAll = Roles.Portal | Roles.Staff;
    public const Roles ReadAll = Roles.Portal | Roles.Staff;
    public const Roles ReadHistories = Roles.Portal | LookUpWorkers;
    public const Roles LookUpWorkers = Roles.Handler | Roles.Approver | Roles.Leader | Roles.Finance | Roles.Auditor;
    /// <summary>Which of them does what, the state of the merge says.</summary>
    public const Roles MergeWorkers = Roles.Handler | Roles.Leader;
    public const Roles ReadCaseAudit = Roles.Staff;
    public const Roles ReadQueue = Roles.Staff;
    public const Roles ReadWholeAudit = Roles.Auditor | Roles.Leader;
    public const Roles PutEnterprises = Roles.Portal | Roles.Handler | Roles.Admin;
    public const Roles PutTrainingPlans = Roles.Portal | Roles.Handler;
    public const Roles PutStudiosAndCompetitions = Roles.Handler | Roles.Leader | Roles.Admin;
    public const Roles PutCalendar = Roles.Admin;
    /// <summary>Which of them, the stage in the body says.</summary>
    public const Roles Decide = Roles.Handler | Roles.Approver | Roles.Leader;
    public const Roles OverrideWindows = Roles.Leader;
    public const Roles HandleMoney = Roles.Finance;
    public const Roles DecideAppeals = Roles.Leader;
    public const Roles StopPayments = Roles.Leader | Roles.Finance;
    public const Roles Assign = Roles.Handler | Roles.Approver | Roles.Leader;
    public const Roles ReadClawbacks = Roles.Finance | Roles.Leader | Roles.Auditor;
    public const Roles ReadReports = Roles.Staff;
    public const Roles EnterReportInputs = Roles.Leader | Roles.Admin;
    public const Roles ReadHonours = Roles.Portal | Roles.Staff;
    public const Roles ReadShortlist = Roles.Staff;
    public const Roles Honour = Roles.Leader;
    public const Roles ReadEvents = Roles.Portal | Roles.Staff;
    public const Roles KeepWebhooks = Roles.Portal | Roles.Admin;
    public const Roles Simulate = Roles.Leader | Roles.Finance | Roles.Admin;
    public const Roles ReadBatches = Roles.Finance | Roles.Leader | Roles.Auditor;
}

/// <summary>Any one of these roles. Metadata of the route, and what authorisation asks.</summary>
internal sealed class RoleRequirement(Roles roles) : AuthorizationHandler<RoleRequirement>, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public Roles Roles => roles;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (Actors.Of(context.User) is { } actor && actor.Has(requirement.Roles)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

internal static class RoleTable
{
    /// <summary>Opens a route to who has any of these roles.</summary>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder route, Roles roles) => route.WithMetadata(new RoleRequirement(roles));
}
