namespace Gongshu.Ledger;

/// <summary>
/// Where the contents of uploaded files lie: a folder, or object storage. It is given sealed bytes and gives them back; it cannot read them.
/// </summary>
/// <remarks>Every method may throw <see cref="AttachmentStoreException"/>; then nothing is known to have happened.</remarks>
public interface IAttachmentStore
{
    /// <summary>Takes over a file of sealed bytes; durable on return. The caller removes the file.</summary>
    /// <param name="id">New: never stored before.</param>
    Task PutAsync(string id, string path, CancellationToken cancellation);

    /// <summary>The sealed bytes from their beginning; null: there are none. The caller disposes of it.</summary>
    Task<Stream?> OpenAsync(string id, CancellationToken cancellation);

    /// <summary>Removes the contents, half-written ones too; repeating changes nothing.</summary>
    Task RemoveAsync(string id, CancellationToken cancellation);

    /// <summary>The ids of contents, half-written ones too, that came before an instant, as the store's own clock says. In no order; an id may come twice.</summary>
    IAsyncEnumerable<string> ListAsync(DateTimeOffset before, CancellationToken cancellation);
}

/// <summary>The store could not be reached, or refused. Holds no content and no name of a file.</summary>
public sealed class AttachmentStoreException(string message, Exception inner) : Exception(message, inner);
