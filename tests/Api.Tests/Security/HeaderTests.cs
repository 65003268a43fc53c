using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Tests.Security;

[Collection(Front.Name)]
public sealed class HeaderTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Host;

    [Theory]
    [InlineData("/api/v1/policies")]
    [InlineData("/api/v1/nowhere")]
    [InlineData("/problems/not-found")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/swagger/index.html")]
    [InlineData("/")]
    public async Task Security_headers_stand_on_every_answer(string path)
    {
        foreach (var token in new[] { null, _host.Token(null, RoleName.Handler) })
        {
            var headers = (await _host.GetAsync(path, token)).Headers;
            Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
            Assert.Equal("DENY", headers["X-Frame-Options"]);
            Assert.Equal("no-referrer", headers["Referrer-Policy"]);
            Assert.Contains("frame-ancestors 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.False(headers.ContainsKey("Server"));
        }
    }

    [Theory]
    [InlineData("/api/v1/policies")]
    [InlineData("/api/v1/applications/not-a-number")]
    public async Task An_answer_says_its_length(string path)
    {
        var reply = await _host.GetAsync(path, _host.Token(null, RoleName.Handler));
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(reply.Text).ToString(System.Globalization.CultureInfo.InvariantCulture), reply.Headers["Content-Length"]);
    }

    [Fact]
    public async Task A_fault_keeps_the_headers_and_tells_nothing()
    {
        await using var host = await ApiHost.StartAsync();
        host.Grains.On<IPolicyGrain>(nameof(IPolicyGrain.List), _ => throw new InvalidOperationException("330105199001011237 王芳"));
        var reply = (await host.GetAsync("/api/v1/policies", host.Token(null, RoleName.Handler))).ShouldBe(ProblemCode.InternalError);
        Assert.Equal("nosniff", reply.Headers["X-Content-Type-Options"]);
        Assert.DoesNotContain("3301", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperation", reply.Text, StringComparison.Ordinal);
    }
}
