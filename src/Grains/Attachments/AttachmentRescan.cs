using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Microsoft.Extensions.Logging;

namespace Gongshu.Grains.Attachments;

/// <summary>
/// Scans what was taken in while nobody scanned: some files a round, oldest first, going on where the last round ended. What is found infected is kept,
/// since a case may name it, but given out no more, and told as an audit event. Used by one grain, one round after another.
/// </summary>
public sealed partial class AttachmentRescan(ILedger ledger, IAttachmentScans scans, ILogger<AttachmentRescan> logger)
{
    private const int MostARound = 50;

    // So many in a row, and it is the scanner that does not answer, not a file that it cannot judge.
    private const int MostUnanswered = 3;

    private AttachmentRow? _after;

    /// <exception cref="LedgerUnavailableException">What was marked before stays marked.</exception>
    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (!scans.IsThere) return;
        var page = await ledger.Attachments.NotScannedAsync(_after, MostARound, cancellation);
        var unanswered = 0;
        foreach (var row in page)
        {
            var scan = await scans.ScanAsync(row, cancellation);
            unanswered = scan == AttachmentScan.NotScanned ? unanswered + 1 : 0;
            if (unanswered == MostUnanswered) return;
            if (scan == AttachmentScan.Infected) await TellAsync(row, now, cancellation);
            if (scan != AttachmentScan.NotScanned) await ledger.Attachments.MarkAsync(row.Id, scan, cancellation);
        }

        _after = page.Length == MostARound ? page[^1] : null;
    }

    private async Task TellAsync(AttachmentRow row, DateTimeOffset now, CancellationToken cancellation)
    {
        LogInfected(row.Id);
        var body = JsonSerializer.SerializeToUtf8Bytes(new { sha256 = Convert.ToHexStringLower(row.Sha256) }, JsonSerializerOptions.Web);
        // Before the mark: told twice is better than not at all.
        await ledger.AppendAuditAsync(new AuditEntry("attachment.infected", Actor.System.Id, now, row.Id, body), cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{AttachmentId} was found infected after it was taken in; it is given out no more")]
    private partial void LogInfected(string attachmentId);
}
