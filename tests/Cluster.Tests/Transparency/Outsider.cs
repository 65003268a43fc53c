using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing;

namespace Gongshu.Cluster.Tests;

/// <summary>Somebody outside who keeps what the program gives out, each day in a folder, and checks it with the real verifier, which sees those files alone.</summary>
internal sealed class Outsider(District district, Caller auditor) : IDisposable
{
    private readonly TempFolder _files = new("outside");

    public void Dispose() => _files.Dispose();

    /// <summary>Takes the head, the checkpoint and a proof of each case as they are now; with the proof that this tree continues that of the day before.</summary>
    public async Task KeepAsync(string day, string? before, params Case[] cases)
    {
        Directory.CreateDirectory(_files[day]);
        var anybody = new Caller(district.Server.Client);
        await File.WriteAllBytesAsync(_files["key.pem"], await anybody.DownloadAsync("/transparency/key"));
        await WriteAsync(day, "checkpoint", await auditor.DownloadAsync("/transparency/checkpoint"));
        await WriteAsync(day, "head", await anybody.DownloadAsync("/transparency/tree-head"));
        foreach (var @case in cases) await WriteAsync(day, @case.Number, await @case.Applicant.Caller.DownloadAsync($"/transparency/inclusion?caseNumber={@case.Number}"));
        if (before is null) return;
        var answer = await anybody.GetAsync($"/transparency/consistency?first={Size(before)}&second={Size(day)}");
        if (answer.Status == HttpStatusCode.OK) await File.WriteAllTextAsync(PathOf(day, "since-" + before), answer.Text);
        else answer.Expect(HttpStatusCode.UnprocessableEntity, "unknown-tree-size");
    }

    /// <summary>What the verifier says of the proof of a case, alone or after the one of an earlier day.</summary>
    public Task<Ended> ProofAsync(string day, Case @case, string? earlier = null, string? receipt = null) => VerifyAsync(
        [
            "proof", PathOf(day, @case.Number), .. receipt is null ? [] : new[] { "--receipt", receipt },
            .. earlier is null ? [] : new[] { "--earlier", PathOf(earlier, @case.Number) }, .. SinceOf(day, earlier),
        ]);

    /// <param name="earlier">The day whose <c>checkpoint</c> or <c>head</c> was kept, and which of both.</param>
    public Task<Ended> CheckpointAsync(string day, string? earlier = null, string kept = "checkpoint") => VerifyAsync(
        ["checkpoint", PathOf(day, "checkpoint"), .. earlier is null ? [] : new[] { "--earlier", PathOf(earlier, kept) }]);

    public Task<Ended> HeadAsync(string day, string earlier) => VerifyAsync(["head", PathOf(earlier, "head"), PathOf(day, "head"), .. SinceOf(day, earlier)]);

    public long Size(string day) => JsonNode.Parse(File.ReadAllText(PathOf(day, "head")))!["treeSize"]!.GetValue<long>();

    private string[] SinceOf(string day, string? earlier) =>
        earlier is not null && File.Exists(PathOf(day, "since-" + earlier)) ? ["--consistency", PathOf(day, "since-" + earlier)] : [];

    private string PathOf(string day, string name) => Path.Combine(_files[day], name);

    private Task WriteAsync(string day, string name, byte[] content) => File.WriteAllBytesAsync(PathOf(day, name), content);

    private Task<Ended> VerifyAsync(IEnumerable<string> arguments) =>
        Shell.RunAsync(Path.GetTempPath(), "dotnet", [Checkout.Program("Verifier"), .. arguments, "--key", _files["key.pem"]]);
}
