using Gongshu.Api.Auth;
using Gongshu.Api.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Gongshu.Api.Tests.Security;

public sealed class ProductionStartTests
{
    [Fact]
    public void Production_refuses_the_development_issuer_and_a_missing_authority_at_once()
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Read("Production", ("Auth:DevelopmentIssuer", "true")));
        Assert.Contains(refused.Failures, fault => fault.Contains("Auth:DevelopmentIssuer", StringComparison.Ordinal));

        refused = Assert.Throws<OptionsValidationException>(() => Read("Production"));
        Assert.Contains(refused.Failures, fault => fault.Contains("Auth:Authority", StringComparison.Ordinal));
        Assert.Contains(refused.Failures, fault => fault.Contains("Auth:Audience", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Staging")]
    [InlineData("production")]
    public void Every_environment_but_Development_is_as_strict(string environment) =>
        Assert.Throws<OptionsValidationException>(() => Read(environment, ("Auth:DevelopmentIssuer", "true"), ("Auth:Authority", "https://id.invalid"), ("Auth:Audience", "gongshu")));

    [Fact]
    public void An_authority_without_encryption_is_refused() =>
        Assert.Throws<OptionsValidationException>(() => Read("Production", ("Auth:Authority", "http://id.invalid"), ("Auth:Audience", "gongshu")));

    [Fact]
    public async Task With_an_authority_the_development_part_is_not_there()
    {
        await using var host = await ApiHost.StartAsync(
            ("Auth:DevelopmentIssuer", "false"), ("Auth:Authority", "https://id.invalid"), ("Auth:Audience", "gongshu"));
        Assert.Equal(404, (await host.PostAsync("/dev/tokens", "{}", null)).Status);
        Assert.Equal(404, (await host.GetAsync("/dev/clock", null)).Status);
        Assert.DoesNotContain("/dev/", (await host.GetAsync("/openapi/v1.json", null)).Text, StringComparison.Ordinal);
    }

    private static AuthSettings Read(string environment, params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ApplicationName = "Gongshu.Api" });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        return AuthSettings.Read(builder.Configuration, builder.Environment);
    }
}
