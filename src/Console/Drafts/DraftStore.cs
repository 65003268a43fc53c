using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gongshu.StaffConsole.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace Gongshu.StaffConsole.Drafts;

/// <summary>
/// Drafts between one sending of a form and the next: a sealed file each, which its owner alone can open. At most <see cref="Most"/> a person and
/// <see cref="MostBytes"/> each; gone after <see cref="Kept"/> without a change, and when their owner signs out.
/// </summary>
internal sealed class DraftStore(ConsoleSettings settings, IDataProtectionProvider protection, TimeProvider time)
{
    public const int Most = 5, MostBytes = 16 * 1024 * 1024;

    private const string Ending = ".draft";

    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    // One at a time for each draft of this machine: a form that saves itself and the same form sent by hand may come in together.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 32).Select(_ => new SemaphoreSlim(1, 1))];

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    /// <summary>The owner's drafts, the last one first; those that were submitted are none.</summary>
    public async Task<Draft[]> ListAsync(string owner, CancellationToken cancellation)
    {
        var drafts = new List<Draft>();
        foreach (var file in FilesOf(owner))
        {
            if (await ReadAsync(owner, file, cancellation) is { Became: null } draft) drafts.Add(draft);
        }

        return [.. drafts.OrderByDescending(draft => draft.SavedAt)];
    }

    /// <summary>Null: there is none, it has gone, or it is somebody else's.</summary>
    public Task<Draft?> FindAsync(string owner, string id, CancellationToken cancellation) =>
        IsId(id) ? ReadAsync(owner, PathOf(owner, id), cancellation) : Task.FromResult<Draft?>(null);

    /// <summary>Takes a new one in.</summary>
    /// <returns>False: the owner has as many as one may have, or it is too large.</returns>
    public async Task<bool> AddAsync(string owner, Draft draft, CancellationToken cancellation) =>
        (await ListAsync(owner, cancellation)).Length < Most && await WriteAsync(owner, draft, cancellation);

    /// <summary>Changes one as it is now; nobody else does meanwhile.</summary>
    /// <param name="change">False: it is to stay as it was.</param>
    /// <returns>The draft, and whether it could be kept; null: there is none.</returns>
    public async Task<(Draft Draft, bool Kept)?> ChangeAsync(string owner, string id, Func<Draft, bool> change, CancellationToken cancellation)
    {
        if (!IsId(id)) return null;
        var turn = _turns[Convert.ToInt32(id[..2], 16) % _turns.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            if (await FindAsync(owner, id, cancellation) is not { } draft) return null;
            return (draft, !change(draft) || await WriteAsync(owner, draft, cancellation));
        }
        finally
        {
            turn.Release();
        }
    }

    public void Drop(string owner, string id)
    {
        if (IsId(id)) File.Delete(PathOf(owner, id));
    }

    public void DropAll(string owner)
    {
        foreach (var file in FilesOf(owner)) File.Delete(file);
    }

    /// <summary>Removes what nobody has changed for too long.</summary>
    public void Sweep()
    {
        if (!Directory.Exists(settings.DraftsDirectory)) return;
        foreach (var file in Directory.EnumerateFiles(settings.DraftsDirectory))
        {
            if (time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file) > Kept) File.Delete(file);
        }
    }

    private async Task<Draft?> ReadAsync(string owner, string file, CancellationToken cancellation)
    {
        try
        {
            var sealedBytes = await File.ReadAllBytesAsync(file, cancellation);
            using var packed = new MemoryStream(ProtectorOf(owner).Unprotect(sealedBytes));
            await using var unpacked = new BrotliStream(packed, CompressionMode.Decompress);
            var draft = await JsonSerializer.DeserializeAsync<Draft>(unpacked, cancellationToken: cancellation);
            return draft is not null && time.GetUtcNow() - draft.SavedAt <= Kept ? draft : null;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or CryptographicException or JsonException)
        {
            // Not there, or sealed with a key that is gone: nobody can read it any more.
            return null;
        }
    }

    private async Task<bool> WriteAsync(string owner, Draft draft, CancellationToken cancellation)
    {
        draft.SavedAt = time.GetUtcNow();
        var json = JsonSerializer.SerializeToUtf8Bytes(draft);
        if (json.Length > MostBytes) return false;
        using var packed = new MemoryStream();
        await using (var packing = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await packing.WriteAsync(json, cancellation);
        ConsoleCookies.MakeFolder(settings.DraftsDirectory);

        // Beside it first, then in its place: what was kept before is whole until this is.
        var (path, beside) = (PathOf(owner, draft.Id), Path.Combine(settings.DraftsDirectory, NewId()));
        await using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(ProtectorOf(owner).Protect(packed.ToArray()), cancellation);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        return true;
    }

    private IDataProtector ProtectorOf(string owner) => protection.CreateProtector("Gongshu.StaffConsole.Drafts", owner);

    private string[] FilesOf(string owner) => Directory.Exists(settings.DraftsDirectory) ? Directory.GetFiles(settings.DraftsDirectory, NameOf(owner) + "-*" + Ending) : [];

    private string PathOf(string owner, string id) => Path.Combine(settings.DraftsDirectory, string.Create(CultureInfo.InvariantCulture, $"{NameOf(owner)}-{id}{Ending}"));

    // An id of an issuer may hold anything; a file's name may not.
    private static string NameOf(string owner) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner)))[..24];

    private static bool IsId(string id) => id.Length == 24 && id.All(char.IsAsciiHexDigitLower);
}
