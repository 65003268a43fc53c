using Gongshu.Grains.Desk;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>Stored events as an auditor reads them: who, when, what kind, and the chain. Contents that may be personal stay in the store.</summary>
internal static class AuditEvents
{
    public static AuditEvent Of(StoredEvent stored) => new(
        stored.Sequence, stored.Type, stored.Actor, PolicyTime.Of(stored.At), CaseOf(stored.Stream)?.ToString(),
        "sha256:" + Convert.ToHexStringLower(stored.Hash), "sha256:" + Convert.ToHexStringLower(stored.PreviousHash), stored.Stream, stored.Version, null);

    private static CaseNumber? CaseOf(string stream) => CaseNumber.TryParse(stream, out var number) ? number : DueLog.CaseOf(stream);
}
