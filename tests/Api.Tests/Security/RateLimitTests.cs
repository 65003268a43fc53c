using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Api.Tests.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Tests.Security;

public sealed class RateLimitTests
{
    [Fact]
    public async Task The_call_beyond_the_limit_of_a_principal_is_told_to_wait()
    {
        await using var host = await ApiHost.StartAsync(("RateLimits:PerPrincipal", "3"));
        var token = host.Token(null, RoleName.Handler);
        for (var i = 0; i < 3; i++) Assert.Equal(200, (await host.GetAsync("/api/v1/policies", token)).Status);
        var reply = (await host.GetAsync("/api/v1/policies", token)).ShouldBe(ProblemCode.TooManyRequests);
        Assert.InRange(int.Parse(reply.Headers["Retry-After"]), 1, 60);
        Assert.Equal(200, (await host.GetAsync("/api/v1/policies", host.Token(null, RoleName.Admin))).Status);
    }

    [Fact]
    public async Task The_tokens_of_one_organisation_share_its_limit()
    {
        await using var host = await ApiHost.StartAsync(("RateLimits:PerOrganisation", "2"));
        var (first, second) = (host.Token(RightBodies.Uscc, RoleName.Portal), host.Token(RightBodies.Uscc, RoleName.Portal, RoleName.Auditor));
        Assert.Equal(200, (await host.GetAsync("/api/v1/policies", first)).Status);
        Assert.Equal(200, (await host.GetAsync("/api/v1/policies", second)).Status);
        (await host.GetAsync("/api/v1/policies", first)).ShouldBe(ProblemCode.TooManyRequests);
        Assert.Equal(200, (await host.GetAsync("/api/v1/policies", host.Token("*", RoleName.Portal))).Status);
    }
}
