namespace Gongshu.Grains.Interfaces;

/// <summary>What is known of uploaded files, and who may open them. Contents never pass a grain. A stateless worker with key 0.</summary>
public interface IAttachmentsGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Makes a stored file known; durable on return, and an audit event. Under an operation that was used before: the file of then, and this one is nobody's.
    /// </summary>
    Task<Answer<AttachmentView>> Record(RecordAttachment command);

    /// <summary>For a download. Not found: no such file, or not to be seen by this caller. Refused: found infected, or not scanned
    /// where scanning is required. Staff's downloads are audit events, durable before the answer.</summary>
    Task<Answer<AttachmentView>> Read(string id, Actor actor);
}

/// <summary>
/// Removes uploads that no case names and that are too old to be named. A reminder asks again and again; every call starts from the ledger, so a
/// missed or repeated one changes nothing. Key <c>due-attachments</c>.
/// </summary>
public interface IAttachmentCleaningGrain : IGrainWithStringKey
{
    /// <summary>Called at start and after the clock was moved.</summary>
    [ResponseTimeout(WindowLimits.Attendance)]
    Task Attend();
}

/// <summary>What a scanner said.</summary>
[GenerateSerializer, Alias("gongshu.AttachmentScanState")]
public enum AttachmentScanState { NotScanned = 1, Clean = 2, Infected = 3 }

/// <param name="Name">As the client named it, checked.</param>
/// <param name="Sha256">Of the content, 32 bytes.</param>
/// <param name="Operation">Null: the caller gave no <c>Idempotency-Key</c>.</param>
[GenerateSerializer, Immutable, Alias("gongshu.RecordAttachment"), NotPersonal]
public sealed record RecordAttachment(
    [property: Id(0)] string Id, [property: Id(1), Personal] string Name, [property: Id(2)] string MediaType, [property: Id(3)] long Size, [property: Id(4)] byte[] Sha256,
    [property: Id(5)] AttachmentScanState Scan, [property: Id(6)] OperationKey? Operation, [property: Id(7)] Actor Actor);

/// <param name="Sha256">In hex.</param>
/// <param name="NamedUntil">The last day on which an application may name it, if none does.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Attachment"), NotPersonal]
public sealed record AttachmentView(
    [property: Id(0)] string Id, [property: Id(1), Personal] string Name, [property: Id(2)] string MediaType, [property: Id(3)] long Size, [property: Id(4)] string Sha256,
    [property: Id(5)] AttachmentScanState Scan, [property: Id(6)] DateTimeOffset StoredAt, [property: Id(7)] DateOnly NamedUntil);
