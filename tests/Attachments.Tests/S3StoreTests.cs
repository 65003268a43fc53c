using Gongshu.Documents;
using Gongshu.Testing.S3;

namespace Gongshu.Attachments.Tests;

/// <summary>The store of the S3 protocol, against a server program.</summary>
public sealed class S3StoreTests : IAsyncLifetime
{
    private S3Server _server = null!;

    public async Task InitializeAsync() => _server = await S3Server.StartNewAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_largest_file_comes_back_byte_by_byte_until_it_is_removed()
    {
        using var store = Store();
        using var intake = new Intake(store: store);
        var content = Files.Pdf(FileCap.Most - 9);
        var file = (await intake.TakeAsync(content, "a.pdf")).File!;
        Assert.Equal(FileCap.Most, file.Size);
        Assert.Equal(content, await intake.ReadAsync(file));
        Assert.Empty(intake.Left);
        for (var i = 0; i < 2; i++) await store.RemoveAsync(file.Id, default);
        Assert.Null(await intake.Taking.OpenAsync(file.Id, file.Size, file.Sha256, default));
    }

    [Fact]
    public async Task Two_objects_that_were_exchanged_are_not_given_out()
    {
        using var store = Store();
        using var intake = new Intake(store: store);
        var (one, two) = ((await intake.TakeAsync(Files.Pdf(100), "a.pdf")).File!, (await intake.TakeAsync(Files.Pdf(100), "b.pdf")).File!);
        var copy = Path.Combine(intake.Directory, "copy");
        await using (var sealedBytes = await store.OpenAsync(two.Id, default))
        await using (var target = File.Create(copy))
            await sealedBytes!.CopyToAsync(target);
        await store.RemoveAsync(one.Id, default);
        await store.PutAsync(one.Id, copy, default);
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => intake.ReadAsync(one));
    }

    [Fact]
    public async Task All_that_came_before_an_instant_is_listed_over_many_pages_and_nothing_of_another_prefix()
    {
        using var store = Store("one/");
        using var other = Store("two/");
        using var intake = new Intake();
        var source = Path.Combine(intake.Directory, "source");
        await File.WriteAllTextAsync(source, "sealed");
        // A page of the protocol has 1,000 at most.
        var ids = Enumerable.Range(0, 1_005).Select(_ => AttachmentIds.New()).ToArray();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (id, cancellation) => await store.PutAsync(id, source, cancellation));
        await other.PutAsync(AttachmentIds.New(), source, default);
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(ids.Order(StringComparer.Ordinal), (await store.ListAsync(now.AddMinutes(1), default).ToListAsync()).Order(StringComparer.Ordinal));
        Assert.Empty(await store.ListAsync(now.AddDays(-7), default).ToListAsync());
        Assert.Single(await other.ListAsync(now.AddMinutes(1), default).ToListAsync());
    }

    [Fact]
    public async Task While_it_is_down_nothing_is_taken_and_what_was_taken_is_there_again_afterwards()
    {
        using var store = Store();
        using var intake = new Intake(store: store);
        var file = (await intake.TakeAsync(Files.Pdf(), "a.pdf")).File!;
        await _server.StopAsync();
        await Assert.ThrowsAsync<AttachmentsUnavailableException>(() => intake.TakeAsync(Files.Pdf(), "b.pdf"));
        await Assert.ThrowsAsync<AttachmentsUnavailableException>(() => intake.ReadAsync(file));
        Assert.Empty(intake.Left);
        await _server.StartAsync();
        Assert.Equal(Files.Pdf(), await intake.ReadAsync(file));
    }

    [Fact]
    public async Task An_unknown_key_or_bucket_is_our_fault()
    {
        foreach (var settings in new[] { Settings() with { AccessKey = "unknown" }, Settings() with { Bucket = "missing" } })
        {
            using var store = new S3Store(settings);
            using var intake = new Intake(store: store);
            await Assert.ThrowsAsync<AttachmentsUnavailableException>(() => intake.TakeAsync(Files.Pdf(), "a.pdf"));
        }
    }

    private S3Store Store(string prefix = "") => new(Settings() with { Prefix = prefix });

    private S3Settings Settings() => new(_server.Url, "us-east-1", S3Server.Bucket, S3Server.AccessKey, S3Server.SecretKey, "");
}
