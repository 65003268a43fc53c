using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>Stored events as an auditor reads them: who, when, what kind, and the chain. Contents that may be personal stay in the store.</summary>
internal static class AuditEvents
{
    public static AuditEvent Of(StoredEvent stored) => new(
        stored.Sequence, stored.Type, stored.Actor, PolicyTime.Of(stored.At), CaseNumber.TryParse(stored.Stream, out var number) ? number.ToString() : null,
        "sha256:" + Convert.ToHexStringLower(stored.Hash), "sha256:" + Convert.ToHexStringLower(stored.PreviousHash), stored.Stream, stored.Version, null);
}
