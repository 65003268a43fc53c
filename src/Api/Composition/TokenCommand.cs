using Gongshu.Api.Auth;
using Gongshu.Api.Json;
using Gongshu.Api.Shapes;
using Gongshu.Policy;

namespace Gongshu.Api.Composition;

/// <summary>Prints a token of the development issuer, signed with the key in the data folder.</summary>
internal static class TokenCommand
{
    public static async Task<int> RunAsync(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        var configuration = builder.Configuration;
        if (!builder.Environment.IsDevelopment())
            return await RefuseAsync($"The development issuer works in Development only, not in {builder.Environment.EnvironmentName}.");

        var roles = new List<RoleName>();
        foreach (var name in (configuration["roles"] ?? "handler").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!WireNames.TryParse<RoleName>(name, out var role)) return await RefuseAsync($"There is no role '{name}'.");
            roles.Add(role);
        }

        var org = configuration["org"];
        if (org is not null and not "*")
        {
            if (!Uscc.TryParse(org, out var uscc)) return await RefuseAsync("--org is a unified social credit code, or *.");
            org = uscc.Value;
        }

        if (org is null && roles.Contains(RoleName.Portal)) return await RefuseAsync("A portal needs --org.");
        var sub = configuration["sub"] ?? "u-1";
        using var issuer = new DevelopmentIssuer(GongshuApi.DataDirectory(configuration, builder.Environment));
        await Console.Out.WriteLineAsync(issuer.Issue(new TokenAsked(sub, configuration["name"], [.. roles], org)).AccessToken);
        return 0;
    }

    private static async Task<int> RefuseAsync(string fault)
    {
        await Console.Error.WriteLineAsync(fault);
        return 2;
    }
}
