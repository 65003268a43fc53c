using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Grains.Storage;
using Gongshu.Ledger;
using Gongshu.Policy;
using Orleans.Concurrency;

namespace Gongshu.Grains.Attachments;

/// <summary>The index of uploaded files, under the caller's ownership.</summary>
[StatelessWorker]
public sealed class AttachmentsGrain(ILedger ledger, AttachmentUses uses, IAttachmentScans scans, AttachmentPatience patience, IPolicyClock clock) : Grain, IAttachmentsGrain
{
    private const Roles Uploaders = Roles.Portal | Roles.Handler;

    /// <inheritdoc/>
    public async Task<Answer<AttachmentView>> Record(RecordAttachment command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var actor = command.Actor;
        if (!actor.Has(Uploaders)) return ProblemCode.Forbidden;
        var row = new AttachmentRow(
            command.Id, AttachmentRules.OwnerOf(actor), actor.Id, clock.Now, command.Size, command.Sha256, command.MediaType, command.Name, (AttachmentScan)command.Scan,
            command.Operation is { } operation ? new OperationId(operation.Hex) : null);
        var entry = new AuditEntry(
            "attachment.stored", actor.Id, row.StoredAt, row.Id, RegistryJson.Write(new Stored(row.MediaType, row.Size, Convert.ToHexStringLower(row.Sha256), command.Scan)));
        return await StorageFaults.Translate(() => ledger.Attachments.AddAsync(row, entry, CancellationToken.None)) switch
        {
            Committed => Granted.Of(AttachmentRules.View(row, patience), created: true),
            AttachmentStands { Row: var standing } => Replay(standing, row),
            _ => throw new OutcomeUnknownException("The ledger did not say whether the file became known."),
        };
    }

    /// <inheritdoc/>
    public async Task<Answer<AttachmentView>> Read(string id, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (await StorageFaults.Translate(() => ledger.Attachments.FindAsync([id], CancellationToken.None)) is not [var row] || !await MaySee(row, actor)) return ProblemCode.NotFound;
        if (AttachmentRules.Withheld(row, scans.IsRequired) is { } why) return why;
        if (actor.IsStaff)
            await Audit(new AuditEntry("attachment.read", actor.Id, clock.Now, id, RegistryJson.Write(new Stored(row.MediaType, row.Size, Convert.ToHexStringLower(row.Sha256), (AttachmentScanState)row.Scan))));
        return Granted.Of(AttachmentRules.View(row, patience));
    }

    /// <summary>Staff see all; a portal sees its own uploads, and what a case of its own names.</summary>
    private async Task<bool> MaySee(AttachmentRow row, Actor actor)
    {
        if (actor.IsStaff || (row.Owner.Length > 0 && actor.Owns(row.Owner))) return true;
        var cases = (await StorageFaults.Translate(() => uses.OfAsync([row.Id])))[row.Id];
        return cases.Any(match => actor.Owns(match.Owner));
    }

    private Answer<AttachmentView> Replay(AttachmentRow standing, AttachmentRow row)
    {
        var (first, second) = (Asked(standing), Asked(row));
        return first.AsSpan().SequenceEqual(second)
            ? Granted.Of(AttachmentRules.View(standing, patience), created: true, replayed: true) : IdempotencyKeys.Reused(first, second);
    }

    private async Task Audit(AuditEntry entry) => await StorageFaults.Translate(async () =>
    {
        await ledger.AppendAuditAsync(entry, CancellationToken.None);
        return true;
    });

    // What a repetition has to say again. The name is not the content, but another one is another request.
    private static byte[] Asked(AttachmentRow row) => JsonSerializer.SerializeToUtf8Bytes(
        new { file = new { sha256 = Convert.ToHexStringLower(row.Sha256), name = row.Name } }, JsonSerializerOptions.Web);

    private sealed record Stored(string MediaType, long Size, string Sha256, AttachmentScanState Scan);
}
