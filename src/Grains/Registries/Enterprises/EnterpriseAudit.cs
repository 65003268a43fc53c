using Gongshu.Grains.Interfaces;

namespace Gongshu.Grains.Registries;

/// <summary>The audit entries of an enterprise. Bodies hold what <c>GET</c> shows, so no number in full.</summary>
internal static class EnterpriseAudit
{
    public const string Changed = "enterprise.changed", BankProposed = "enterprise.bankProposed", BankConfirmed = "enterprise.bankConfirmed",
        BankRefused = "enterprise.bankRefused";

    public static AuditNote Of(string type, string uscc, EnterpriseRecord? before, EnterpriseRecord after, Actor actor, DateTimeOffset at, string? comment = null, string? source = null) =>
        new(type, actor.Id, at, uscc, RegistryJson.Write(new EnterpriseChange(before?.View(uscc, Actor.System), after.View(uscc, Actor.System), comment, source)));

    private sealed record EnterpriseChange(EnterpriseView? Before, EnterpriseView After, string? Comment, string? Source);
}
