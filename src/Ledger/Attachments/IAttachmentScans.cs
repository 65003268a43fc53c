namespace Gongshu.Ledger;

/// <summary>Looks for malware in files that were taken in before anybody could.</summary>
public interface IAttachmentScans
{
    /// <summary>Whether anybody is configured who scans.</summary>
    bool IsThere { get; }

    /// <summary>Whether a file that was not scanned may be given out.</summary>
    bool IsRequired { get; }

    /// <summary>What a scanner says of the content now; not scanned: nobody answered, or the content is not to be had.</summary>
    Task<AttachmentScan> ScanAsync(AttachmentRow row, CancellationToken cancellation);
}
