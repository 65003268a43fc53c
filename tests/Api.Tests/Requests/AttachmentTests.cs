using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Attachments;
using Gongshu.Grains.Interfaces;
using Gongshu.Testing;

namespace Gongshu.Api.Tests.Requests;

/// <summary>Uploads that break off, and contents that are not what was taken in: over real sockets, on a real folder.</summary>
public sealed class AttachmentTests : IAsyncLifetime
{
    private const string Path = "/api/v1/attachments";
    private static readonly byte[] Paper = [.. "%PDF-1.7\n"u8, .. Encoding.UTF8.GetBytes("测试材料")];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, AttachmentView> _known = [];
    private ApiHost _host = null!;

    private string Folder => System.IO.Path.Combine(_host.DataDirectory, "attachments");

    private string Token => _host.Token(null, RoleName.Handler);

    private string[] Stored => Directory.Exists(Folder) ? Directory.GetFiles(Folder) : [];

    private string[] Incoming => Directory.Exists(Folder) ? Directory.GetFiles(System.IO.Path.Combine(Folder, AttachmentIntake.Incoming)) : [];

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _host.Grains.On<IAttachmentsGrain>(nameof(IAttachmentsGrain.Record), call => Known((RecordAttachment)call.Arguments[0]!));
        _host.Grains.On<IAttachmentsGrain>(nameof(IAttachmentsGrain.Read), call => Granted.Of(_known[(string)call.Arguments[0]!]));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(400_000, false)]
    [InlineData(400_000, true)]
    public async Task A_client_that_hangs_up_leaves_nothing_behind(int size, bool fileIsWhole)
    {
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(_host.Client.BaseAddress!.Host, _host.Client.BaseAddress.Port);
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"POST {Path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Token}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n"
                + "--x\r\nContent-Disposition: form-data; name=file; filename=a.pdf\r\n\r\n"));
            await stream.WriteAsync(new byte[] { (byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-' });
            await stream.WriteAsync(new byte[size]);
            if (fileIsWhole) await stream.WriteAsync("\r\n--x\r\nContent-Disp"u8.ToArray());
            await Poll.UntilAsync(() => fileIsWhole ? Stored.Length == 1 && Incoming.Length == 0 : Incoming.Length == 1, Patience, "the upload has come so far");
        }

        await Poll.UntilAsync(() => Stored.Length + Incoming.Length == 0, Patience, "nothing is left of it");
        Assert.Empty(_known);
    }

    [Fact]
    public async Task A_content_whose_row_was_certainly_not_written_is_removed_and_one_whose_row_may_stand_stays()
    {
        _host.Grains.On<IAttachmentsGrain>(nameof(IAttachmentsGrain.Record), _ => throw new StorageUnavailableException("Down."));
        (await UploadAsync(Paper)).ShouldBe(ProblemCode.Unavailable);
        Assert.Empty(Stored);
        _host.Grains.On<IAttachmentsGrain>(nameof(IAttachmentsGrain.Record), _ => throw new OutcomeUnknownException("Perhaps."));
        (await UploadAsync(Paper)).ShouldBe(ProblemCode.OutcomeUnknown);
        Assert.Single(Stored);
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_is_unavailable_and_a_broken_form_is_the_clients()
    {
        using (var cut = new ByteArrayContent("--x\r\nContent-Disposition: form-data; name=file; filename=a.pdf\r\n\r\n%PDF-"u8.ToArray()))
        {
            cut.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
            (await _host.SendAsync(HttpMethod.Post, Path, cut, Token)).ShouldBe(ProblemCode.MalformedRequest);
        }

        Directory.Delete(System.IO.Path.Combine(Folder, AttachmentIntake.Incoming), recursive: true);
        await File.WriteAllTextAsync(System.IO.Path.Combine(Folder, AttachmentIntake.Incoming), "in the way");
        var reply = (await UploadAsync(Paper)).ShouldBe(ProblemCode.Unavailable);
        Assert.True(reply.Headers.ContainsKey("Retry-After"));
        Assert.Empty(_known);
    }

    [Fact]
    public async Task Uploads_beyond_a_callers_share_wait_and_the_share_comes_back()
    {
        var slots = (UploadSlots)_host.Services.GetService(typeof(UploadSlots))!;
        var held = Enumerable.Range(0, 2).Select(_ => slots.Enter("u-handler").Slot!).ToArray();
        var refused = (await UploadAsync(Paper)).ShouldBe(ProblemCode.TooManyRequests);
        Assert.True(refused.Headers.ContainsKey("Retry-After"));
        foreach (var slot in held) slot.Dispose();
        for (var i = 0; i < 10; i++) Assert.Equal(201, (await UploadAsync(Paper)).Status);
        var all = Enumerable.Range(0, 8).Select(i => slots.Enter($"other {i}").Slot).ToArray();
        (await UploadAsync(Paper)).ShouldBe(ProblemCode.Unavailable);
        foreach (var slot in all) slot!.Dispose();
    }

    [Theory]
    [InlineData(50)]
    [InlineData(3_000_000)]
    public async Task A_content_that_was_exchanged_in_the_store_is_never_answered_as_a_whole_file(int size)
    {
        var ids = new List<string>();
        foreach (var last in (byte[])[1, 2])
        {
            byte[] content = [.. "%PDF-1.7\n"u8, .. new byte[size], last];
            var reply = await UploadAsync(content);
            ids.Add((string)reply.Json["id"]!);
            Assert.Equal(content, await DownloadAsync(ids[^1]));
        }

        var (one, two) = (System.IO.Path.Combine(Folder, ids[0]), System.IO.Path.Combine(Folder, ids[1]));
        File.Move(one, one + ".aside");
        File.Move(two, one);
        File.Move(one + ".aside", two);
        foreach (var id in ids) await Assert.ThrowsAsync<HttpRequestException>(() => DownloadAsync(id));

        // The id is right, the content is not: only the digest tells.
        var third = (string)(await UploadAsync([.. "%PDF-1.7\n"u8, .. new byte[size]])).Json["id"]!;
        _known[third] = _known[third] with { Sha256 = new string('0', 64) };
        await Assert.ThrowsAsync<HttpRequestException>(() => DownloadAsync(third));
    }

    private Answer<AttachmentView> Known(RecordAttachment told)
    {
        var view = new AttachmentView(told.Id, told.Name, told.MediaType, told.Size, Convert.ToHexStringLower(told.Sha256), told.Scan, DateTimeOffset.UnixEpoch, new(2018, 4, 1));
        _known[told.Id] = view;
        return Granted.Of(view, created: true);
    }

    private async Task<Reply> UploadAsync(byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", "a.pdf" } };
        return await _host.SendAsync(HttpMethod.Post, Path, form, Token);
    }

    private async Task<byte[]> DownloadAsync(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Path}/{id}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await _host.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }
}
