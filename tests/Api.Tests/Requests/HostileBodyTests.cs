using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Api.Tests.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Tests.Requests;

[Collection(Front.Name)]
public sealed class HostileBodyTests(SharedHost shared)
{
    private const string Path = "/api/v1/applications";
    private static readonly (string, string) Key = ("Idempotency-Key", "k");
    private readonly ApiHost _host = shared.Host;

    private string Portal => _host.Token("*", RoleName.Portal);

    private Task<Reply> SendAsync(byte[] bytes, string type = "application/json")
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return _host.SendAsync(HttpMethod.Post, Path, content, Portal, Key);
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { "nothing", "" },
        { "white space", "  " },
        { "half an object", "{\"programme\":" },
        { "single quotes", "{'programme':1}" },
        { "a comment", "{/* */}" },
        { "a trailing comma", "{\"programme\":\"x\",}" },
        { "garbage behind", "{} {}" },
        { "a repeated member", "{\"programme\":\"skillUpgrade\",\"programme\":\"skillUpgrade\"}" },
        { "a repeated member spelled with an escape", "{\"programme\":\"x\",\"\\u0070rogramme\":\"x\"}" },
        { "a repeated member deep inside", "{\"contact\":{\"name\":\"a\",\"name\":\"a\"}}" },
        { "33 levels", Nested(33) },
        { "65 levels", Nested(65) },
        { "hundreds of thousands of levels", Nested(800_000) },
        { "a number that is none", "{\"requestedAmount\":01}" },
        { "infinity", "{\"requestedAmount\":Infinity}" },
        { "a raw control character", "{\"programme\":\"\u0001\"}" },
        { "a raw NUL", "{\"programme\":\"\0\"}" },
        { "an unknown escape", "{\"programme\":\"\\x41\"}" },
        { "text", "hello" },
        { "XML", "<x/>" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_is_no_JSON_of_ours_is_malformed(string what, string body)
    {
        Assert.NotEmpty(what);
        (await SendAsync(Encoding.UTF8.GetBytes(body))).ShouldBe(ProblemCode.MalformedRequest);
    }

    [Fact]
    public async Task Thirty_two_levels_are_read()
    {
        // Unknown below the second level, but JSON.
        var reply = (await SendAsync(Encoding.UTF8.GetBytes(Nested(32)))).ShouldBe(ProblemCode.MalformedRequest);
        Assert.Equal([("/a", "unknown-member")], reply.Errors);
    }

    [Theory]
    [InlineData(new byte[] { 0x22, 0xC0, 0xAF, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xED, 0xA0, 0x80, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xFF, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xE6, 0xB5, 0x22 })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x7B, 0x00, 0x7D })]
    public async Task Bad_encodings_are_malformed(byte[] value)
    {
        byte[] body = [.. "{\"programme\":"u8, .. value, .. "}"u8];
        (await SendAsync(body)).ShouldBe(ProblemCode.MalformedRequest);
    }

    [Fact]
    public async Task A_byte_order_mark_does_no_harm()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(RightBodies.Application().ToJsonString())];
        (await SendAsync(body)).ShouldBe(ProblemCode.NotFound);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=gbk")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("nonsense")]
    public async Task Another_content_type_is_unsupported(string type) =>
        (await SendAsync("{}"u8.ToArray(), type)).ShouldBe(ProblemCode.UnsupportedMediaType);

    [Fact]
    public async Task No_content_type_is_unsupported_where_a_body_is_needed() =>
        (await _host.SendAsync(HttpMethod.Post, Path, null, Portal, Key)).ShouldBe(ProblemCode.UnsupportedMediaType);

    [Fact]
    public async Task The_charset_may_be_named_in_any_case() =>
        (await SendAsync(Encoding.UTF8.GetBytes(RightBodies.Application().ToJsonString()), "Application/JSON; charset=\"UTF-8\"")).ShouldBe(ProblemCode.NotFound);

    [Fact]
    public async Task A_compressed_body_is_unsupported()
    {
        using var bytes = new MemoryStream();
        await using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write("{}"u8);
        var content = new ByteArrayContent(bytes.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        (await _host.SendAsync(HttpMethod.Post, Path, content, Portal, Key)).ShouldBe(ProblemCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Six_mebibytes_are_too_large() => (await SendAsync(Padded(6 * 1024 * 1024))).ShouldBe(ProblemCode.TooLarge);

    [Fact]
    public async Task Exactly_five_mebibytes_are_read_and_a_byte_more_is_not()
    {
        (await SendAsync(Padded(5 * 1024 * 1024))).ShouldBe(ProblemCode.NotFound);
        (await SendAsync(Padded(5 * 1024 * 1024 + 1))).ShouldBe(ProblemCode.TooLarge);
    }

    [Fact]
    public async Task A_body_without_a_length_is_counted_while_it_comes()
    {
        (await SendChunkedAsync(Padded(5 * 1024 * 1024))).ShouldBe(ProblemCode.NotFound);
        (await SendChunkedAsync(Padded(5 * 1024 * 1024 + 1))).ShouldBe(ProblemCode.TooLarge);
    }

    [Fact]
    public async Task Five_thousand_lines_are_read_and_one_more_is_not()
    {
        (await SendAsync(Encoding.UTF8.GetBytes(RightBodies.Application(lines: 5_000).ToJsonString()))).ShouldBe(ProblemCode.NotFound);

        var reply = await SendAsync(Encoding.UTF8.GetBytes(RightBodies.Application(lines: 5_001).ToJsonString()));
        Assert.Equal([("/lines", "out-of-range")], reply.ShouldBe(ProblemCode.InvalidRequest).Errors);
    }

    [Fact]
    public async Task A_deep_value_in_every_member_is_never_a_fault_of_ours()
    {
        var right = RightBodies.Application();
        string[] values = ["null", "true", "[]", "{}", "[[[[]]]]", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "1e400", "-1", "0.5", "99999999999999999999", "\"9999-12-31\"", "\"0000-00-00\""];
        foreach (var pointer in Places(right, ""))
        {
            foreach (var value in values)
            {
                var body = RightBodies.Application().With(pointer, "\"@@\"").ToJsonString().Replace("\"@@\"", value, StringComparison.Ordinal);
                var reply = await SendAsync(Encoding.UTF8.GetBytes(body));
                Assert.True(reply.Status is 404 or 422, $"{pointer} = {value}: {reply.Status} {reply.Text}");
            }
        }
    }

    private static string Nested(int levels) =>
        string.Concat(Enumerable.Repeat("{\"a\":", levels - 1)) + "{}" + new string('}', levels - 1);

    private static byte[] Padded(int length)
    {
        var body = Encoding.UTF8.GetBytes(RightBodies.Application().ToJsonString());
        return [.. body, .. Enumerable.Repeat((byte)' ', length - body.Length)];
    }

    private Task<Reply> SendChunkedAsync(byte[] bytes)
    {
        var content = new StreamContent(new UnseekableStream(bytes));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return _host.SendAsync(HttpMethod.Post, Path, content, Portal, Key, ("Transfer-Encoding", "chunked"));
    }

    private static IEnumerable<string> Places(JsonNode node, string at) => node switch
    {
        JsonObject members => members.SelectMany(member => Places(member.Value!, $"{at}/{member.Key}").Prepend($"{at}/{member.Key}")),
        JsonArray elements => elements.SelectMany((element, i) => Places(element!, $"{at}/{i}").Prepend($"{at}/{i}")),
        _ => [],
    };

    private sealed class UnseekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
