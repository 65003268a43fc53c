using System.Text.Json.Nodes;
using Gongshu.Silo.Verification;
using Gongshu.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Gongshu.Cluster.Tests;

/// <summary>What <c>verify</c> said of a store: its exit code, and each finding as invariant, place and fault.</summary>
public sealed record Verified(int Code, IReadOnlyList<(string Invariant, string Place, string Fault)> Findings, string Output)
{
    /// <summary>Runs the real command in a process of its own.</summary>
    public static async Task<Verified> RunAsync(params IEnumerable<string> settings) => Of(await Shell.RunAsync(
        Path.GetTempPath(), "dotnet", [Checkout.Program("Api"), "verify", "--json", "--environment", "Development", .. settings]));

    /// <summary>Runs the real command in a process of its own, or here, which saves its start.</summary>
    public static Task<Verified> RunAsync(bool ownProcess, params IEnumerable<string> settings) => ownProcess ? RunAsync(settings) : RunHereAsync(settings);

    private static async Task<Verified> RunHereAsync(IEnumerable<string> settings)
    {
        var host = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = Environments.Development });
        host.Configuration.AddCommandLine([.. settings]);
        await using var output = new StringWriter();
        await using var complaints = new StringWriter();
        var code = await StoreVerification.RunAsync(host.Configuration, host.Environment, json: true, output, complaints, CancellationToken.None);
        return Of(new(code, output.ToString(), complaints.ToString()));
    }

    private static Verified Of(Ended ended)
    {
        if (ended.Code == 2 || ended.Output.Length == 0) return new(ended.Code, [], ended.Output + ended.Errors);
        var findings =
            from invariant in JsonNode.Parse(ended.Output)!["invariants"]!.AsArray()
            from finding in invariant!["findings"]!.AsArray()
            select (invariant["name"]!.GetValue<string>(), finding!["place"]!.GetValue<string>(), finding["fault"]!.GetValue<string>());
        return new(ended.Code, [.. findings], ended.Output + ended.Errors);
    }

    public Verified AssertClean()
    {
        Assert.True(Code == 0 && Findings.Count == 0, Output);
        return this;
    }

    /// <summary>Exactly these, and nothing unrelated.</summary>
    public void AssertNames(params IEnumerable<(string Invariant, string Place)> expected)
    {
        Assert.Equal(1, Code);
        Assert.Equal(
            expected.Select(finding => $"{finding.Invariant} {finding.Place}").Order(StringComparer.Ordinal),
            Findings.Select(finding => $"{finding.Invariant} {finding.Place}").Order(StringComparer.Ordinal));
    }
}
