using System.Security.Cryptography;
using Gongshu.Ledger;
using Microsoft.Extensions.Logging;

namespace Gongshu.Attachments;

/// <summary>Sends stored files to the scanner.</summary>
internal sealed partial class LaterScans(AttachmentSettings settings, AttachmentIntake intake, IAttachmentScanner scanner, ILogger<LaterScans> logger) : IAttachmentScans
{
    public bool IsThere => settings.Scanner.Clamd is not null;

    public bool IsRequired => settings.Scanner.Required;

    public async Task<AttachmentScan> ScanAsync(AttachmentRow row, CancellationToken cancellation)
    {
        try
        {
            await using var content = await intake.OpenAsync(row.Id, row.Size, row.Sha256, cancellation);
            if (content is null) return AttachmentScan.NotScanned;
            return await scanner.ScanAsync(content, cancellation) switch
            {
                ScanVerdict.Clean => AttachmentScan.Clean,
                ScanVerdict.Infected => AttachmentScan.Infected,
                _ => AttachmentScan.NotScanned,
            };
        }
        catch (Exception fault) when (fault is AttachmentsUnavailableException or CryptographicException)
        {
            LogNotRead(fault, row.Id);
            return AttachmentScan.NotScanned;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The content of {AttachmentId} could not be read to be scanned")]
    private partial void LogNotRead(Exception fault, string attachmentId);
}
