using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Gongshu.Attachments;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongshu.Grains.Tests;

/// <summary>What is known of uploads, told once; and what nobody knows of, removed in time.</summary>
public abstract class AttachmentsContract
{
    private const string Start = "2018-03-05T09:00:00+08:00", NextDay = "2018-03-06T09:00:00+08:00";

    private protected abstract Task<WindowsStore> OpenAsync();

    [Fact]
    public async Task A_repetition_is_answered_alike_and_one_audit_entry_stands()
    {
        await using var store = await OpenAsync();
        await using var host = await WindowsHost.StartAsync(store, Start);
        var (first, again) = (Told("k"), Told("k"));
        var answers = new[] { await host.Grains.GetGrain<IAttachmentsGrain>(0).Record(first), await host.Grains.GetGrain<IAttachmentsGrain>(0).Record(again) };
        Assert.Equal([(first.Id, false), (first.Id, true)], answers.Select(answer => (answer.Value!.Id, answer.Replayed)));
        Assert.Equal(ProblemCode.IdempotencyKeyReused, (await host.Grains.GetGrain<IAttachmentsGrain>(0).Record(Told("k") with { Name = "another.pdf" })).Refusal!.Code);
        var entries = (await host.Ledger.ListEventsAsync(new EventFilter(null, "attachment.stored", null, null), new(null, 50), default)).Items;
        Assert.Contains(first.Id, Encoding.UTF8.GetString(Assert.Single(entries).Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_content_without_a_row_is_swept_but_not_one_that_has_a_row_or_may_be_under_way()
    {
        await using var store = await OpenAsync();
        await using var host = await WindowsHost.StartAsync(store, Start);
        var told = Told(null);
        await host.Grains.GetGrain<IAttachmentsGrain>(0).Record(told);
        var (nobodys, underWay) = (AttachmentIds.New(), AttachmentIds.New());
        foreach (var id in new[] { told.Id, nobodys, underWay }) await PutAsync(host, store, id);
        Age(store, told.Id, 8);
        Age(store, nobodys, 8);
        Age(store, underWay, 6);
        await host.MoveToAsync(NextDay);
        Assert.Equal(new[] { told.Id, underWay }.Order(), Stored(store));
    }

    [Fact]
    public async Task Nothing_is_swept_where_most_contents_are_nobodys()
    {
        await using var store = await OpenAsync();
        await using var host = await WindowsHost.StartAsync(store, Start);
        for (var i = 0; i < 21; i++)
        {
            var id = AttachmentIds.New();
            await PutAsync(host, store, id);
            Age(store, id, 8);
        }

        await host.MoveToAsync(NextDay);
        Assert.Equal(21, Stored(store).Count());
    }

    [Fact]
    public async Task What_was_taken_in_unscanned_is_given_out_only_as_a_required_scanner_finds_it()
    {
        await using var store = await OpenAsync();
        RecordAttachment clean, infected;
        await using (var host = await WindowsHost.StartAsync(store, Start))
        {
            (clean, infected) = (await TakeAsync(host, "harmless"), await TakeAsync(host, FakeClamd.Malware));
            Assert.Equal(AttachmentScanState.NotScanned, (await ReadAsync(host, clean)).Value!.Scan);
        }

        using var folder = new TempFolder("clamd");
        var place = Path.Combine(folder.FullPath, "clamd.ctl");
        (store.More["Attachments:Scanner:Clamd"], store.More["Attachments:Scanner:Required"]) = ("unix:" + place, "true");
        await using (var host = await WindowsHost.StartAsync(store, Start))
        {
            Assert.Equal(ProblemCode.FileNotScanned, (await ReadAsync(host, clean)).Refusal!.Code);
            Assert.Equal(ProblemCode.FileNotScanned, (await ReadAsync(host, infected)).Refusal!.Code);
            using var clamd = new FakeClamd(at: new UnixDomainSocketEndPoint(place));
            await host.Grains.GetGrain<IAttachmentCleaningGrain>(GrainKeys.AttachmentCleaning).Attend();
            Assert.Equal(AttachmentScanState.Clean, (await ReadAsync(host, clean)).Value!.Scan);
            Assert.Equal(ProblemCode.InfectedFile, (await ReadAsync(host, infected)).Refusal!.Code);
            var told = (await host.Ledger.ListEventsAsync(new EventFilter(null, "attachment.infected", null, null), new(null, 50), default)).Items;
            Assert.Contains(infected.Id, Encoding.UTF8.GetString(Assert.Single(told).Body), StringComparison.Ordinal);
        }
    }

    private static async Task<RecordAttachment> TakeAsync(WindowsHost host, string content)
    {
        var bytes = Encoding.UTF8.GetBytes("%PDF-1.7\n" + content);
        var file = (await host.Services.GetRequiredService<AttachmentIntake>().TakeAsync(new MemoryStream(bytes), "a.pdf", null, default)).File!;
        var told = Told(null) with { Id = file.Id, Size = file.Size, Sha256 = file.Sha256 };
        Assert.NotNull((await host.Grains.GetGrain<IAttachmentsGrain>(0).Record(told)).Value);
        return told;
    }

    private static Task<Answer<AttachmentView>> ReadAsync(WindowsHost host, RecordAttachment told) => host.Grains.GetGrain<IAttachmentsGrain>(0).Read(told.Id, WindowsHost.Handler);

    private static RecordAttachment Told(string? key) => new(
        AttachmentIds.New(), "a.pdf", "application/pdf", 10, SHA256.HashData("a"u8), AttachmentScanState.NotScanned, key is null ? null : WindowsHost.Operation(key), WindowsHost.Handler);

    private static async Task PutAsync(WindowsHost host, WindowsStore store, string id)
    {
        var source = Path.Combine(store.DataDirectory, "source");
        await File.WriteAllTextAsync(source, "sealed");
        await host.Services.GetRequiredService<IAttachmentStore>().PutAsync(id, source, default);
    }

    private static string Folder(WindowsStore store) => Path.Combine(store.DataDirectory, "attachments");

    private static void Age(WindowsStore store, string id, int days) => File.SetLastWriteTimeUtc(Path.Combine(Folder(store), id), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-days));

    private static IEnumerable<string> Stored(WindowsStore store) => Directory.GetFiles(Folder(store)).Select(path => Path.GetFileName(path)).Order();
}

public sealed class AttachmentsOnSqliteTests : AttachmentsContract
{
    private protected override Task<WindowsStore> OpenAsync() => WindowsStore.OnSqliteAsync();
}

public sealed class AttachmentsOnPostgreSqlTests : AttachmentsContract
{
    private protected override Task<WindowsStore> OpenAsync() => WindowsStore.OnPostgreSqlAsync();
}
