using System.Security.Cryptography;
using Gongshu.Documents.Archives;
using Gongshu.Ledger;
using Gongshu.Testing;

namespace Gongshu.Attachments.Tests;

/// <summary>What breaks off leaves nothing, what lies in another's place is not given out, and what is too old is listed.</summary>
public sealed class CleanUpTests
{
    [Fact]
    public async Task An_upload_that_breaks_off_in_the_middle_leaves_nothing_and_the_fault_is_the_clients()
    {
        using var intake = new Intake();
        await Assert.ThrowsAsync<IOException>(() => intake.Taking.TakeAsync(new BrokenStream(Files.Pdf(200_000)), "a.pdf", null, default));
        Assert.Empty(intake.Left);
    }

    [Fact]
    public async Task A_store_that_fails_halfway_is_asked_to_forget_and_the_fault_is_ours()
    {
        var store = new FailingStore();
        using var intake = new Intake(store: store);
        await Assert.ThrowsAsync<AttachmentsUnavailableException>(() => intake.TakeAsync(Files.Pdf(), "a.pdf"));
        Assert.Equal(store.Put, store.Removed);
        Assert.Empty(intake.Left);
    }

    [Fact]
    public async Task A_disk_that_takes_no_file_is_our_fault()
    {
        using var intake = new Intake();
        await File.WriteAllTextAsync(Path.Combine(intake.Directory, AttachmentIntake.Incoming), "in the way");
        await Assert.ThrowsAsync<AttachmentsUnavailableException>(() => intake.TakeAsync(Files.Pdf(), "a.pdf"));
    }

    [Theory]
    [InlineData("a.pdf")]
    [InlineData("a.xlsx")]
    public async Task A_disk_that_lost_the_upload_before_it_was_looked_at_is_our_fault(string name)
    {
        using var clamd = new FakeClamd();
        using var intake = new Intake(new ClamdScanner(clamd.Address, TimeSpan.FromSeconds(20)));
        var content = new WatchedStream(name == "a.pdf" ? Files.Pdf() : Files.Xlsx(), atEnd: () => File.Delete(Assert.Single(intake.Left)));
        await Assert.ThrowsAsync<AttachmentsUnavailableException>(() => intake.Taking.TakeAsync(content, name, null, default));
        Assert.Empty(intake.Left);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_read_error_of_the_disk_is_neither_a_broken_archive_nor_a_silent_scanner(bool scan)
    {
        using var clamd = new FakeClamd();
        using var content = new DiskContent(new UnreadableStream(Files.Xlsx()));
        if (scan) await Assert.ThrowsAsync<AttachmentStoreException>(() => new ClamdScanner(clamd.Address, TimeSpan.FromSeconds(20)).ScanAsync(content, default));
        else Assert.Throws<AttachmentStoreException>(() => ArchiveInspection.Inspect(content, new ArchiveKind()));
    }

    [Fact]
    public async Task A_folder_that_is_given_up_halfway_keeps_no_half_file()
    {
        using var intake = new Intake();
        var source = Path.Combine(intake.Directory, "source");
        await File.WriteAllBytesAsync(source, Files.Pdf(1_000_000));
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => intake.Store.PutAsync(AttachmentIds.New(), source, given.Token));
        Assert.Equal([source], intake.Left);
    }

    [Fact]
    public async Task Two_files_that_were_exchanged_in_the_store_are_not_given_out()
    {
        using var intake = new Intake();
        var (one, two) = ((await intake.TakeAsync(Files.Pdf(100), "a.pdf")).File!, (await intake.TakeAsync(Files.Pdf(100), "b.pdf")).File!);
        var places = new[] { one, two }.Select(file => Path.Combine(intake.Directory, file.Id)).ToArray();
        var contents = places.Select(File.ReadAllBytes).ToArray();
        for (var i = 0; i < 2; i++) await File.WriteAllBytesAsync(places[i], contents[1 - i]);
        await Assert.ThrowsAnyAsync<CryptographicException>(() => intake.ReadAsync(one));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => intake.ReadAsync(two));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(200_000)]
    public async Task A_file_of_the_same_id_with_another_content_ends_before_its_last_byte(int size)
    {
        using var intake = new Intake();
        var file = (await intake.TakeAsync(Files.Pdf(size), "a.pdf")).File!;
        var other = Files.Pdf(size);
        other[^1] ^= 1;
        await SealAsync(intake, file.Id, other);
        await using (var content = await intake.Taking.OpenAsync(file.Id, file.Size, file.Sha256, default))
        {
            using var got = new MemoryStream();
            await Assert.ThrowsAnyAsync<CryptographicException>(() => content!.CopyToAsync(got));
            Assert.True(got.Length < file.Size, $"{got.Length} of {file.Size} bytes");
        }

        foreach (var wrong in new[] { Files.Pdf(size)[..^1], [.. Files.Pdf(size), 1] })
        {
            await SealAsync(intake, file.Id, wrong);
            await Assert.ThrowsAnyAsync<CryptographicException>(() => intake.ReadAsync(file));
        }
    }

    [Fact]
    public async Task Only_what_came_before_the_instant_is_listed_half_files_and_nothing_foreign()
    {
        using var intake = new Intake();
        var (old, half, young) = ((await intake.TakeAsync(Files.Pdf(), "a.pdf")).File!.Id, AttachmentIds.New(), (await intake.TakeAsync(Files.Pdf(), "b.pdf")).File!.Id);
        await File.WriteAllTextAsync(Path.Combine(intake.Directory, half + ".new"), "half");
        await File.WriteAllTextAsync(Path.Combine(intake.Directory, "notes.txt"), "not ours");
        var now = DateTimeOffset.UtcNow;
        foreach (var name in new[] { old, half + ".new", "notes.txt" }) File.SetLastWriteTimeUtc(Path.Combine(intake.Directory, name), now.AddDays(-8).UtcDateTime);
        var listed = await intake.Store.ListAsync(now.AddDays(-7), default).ToListAsync();
        Assert.Equal(new[] { old, half }.Order(), listed.Order());
        foreach (var id in listed) await intake.Store.RemoveAsync(id, default);
        Assert.Equal(new[] { "notes.txt", young }.Order(), intake.Left.Select(path => Path.GetFileName(path)!).Order());
    }

    [Fact]
    public void Nobody_takes_more_than_a_quarter_of_the_slots_nor_all_more_than_all()
    {
        var slots = new UploadSlots(8);
        var held = Enumerable.Range(0, 8).Select(i => slots.Enter($"caller {i / 2}").Slot!).ToArray();
        Assert.All(held, Assert.NotNull);
        Assert.Equal(SlotRefusal.OwnShareTaken, slots.Enter("caller 0").Refused);
        Assert.Equal(SlotRefusal.AllTaken, slots.Enter("another").Refused);
        held[0].Dispose();
        held[0].Dispose();
        Assert.NotNull(slots.Enter("another").Slot);
        Assert.Equal(SlotRefusal.AllTaken, slots.Enter("another").Refused);
        Assert.NotNull(new UploadSlots(1).Enter("one").Slot);
    }

    private static async Task SealAsync(Intake intake, string id, byte[] content)
    {
        await using var file = File.Create(Path.Combine(intake.Directory, id));
        var writer = new SealedFileWriter(file, intake.Sealer, id);
        await writer.WriteAsync(content, default);
        await writer.CompleteAsync(default);
    }

    /// <summary>As a connection that goes away.</summary>
    private sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position > 100_000 ? throw new IOException("The client went away.") : base.ReadAsync(buffer, cancellationToken);
    }

    /// <summary>Tells when its last byte was read.</summary>
    private sealed class WatchedStream(byte[] bytes, Action atEnd) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0) atEnd();
            return read;
        }
    }

    /// <summary>As a disk with a broken sector.</summary>
    private sealed class UnreadableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => throw new IOException("Input/output error");
    }

    private sealed class FailingStore : IAttachmentStore
    {
        public string? Put { get; private set; }

        public string? Removed { get; private set; }

        public Task PutAsync(string id, string path, CancellationToken cancellation)
        {
            Put = id;
            throw new AttachmentStoreException("Out of reach.", new IOException());
        }

        public Task<Stream?> OpenAsync(string id, CancellationToken cancellation) => Task.FromResult<Stream?>(null);

        public Task RemoveAsync(string id, CancellationToken cancellation)
        {
            Removed = id;
            return Task.CompletedTask;
        }

        public IAsyncEnumerable<string> ListAsync(DateTimeOffset before, CancellationToken cancellation) => AsyncEnumerable.Empty<string>();
    }
}
