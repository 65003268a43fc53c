using System.Text.Json;
using Gongshu.Verifier;

namespace Gongshu.Transparency.Tests;

public sealed class VerifierTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gongshu-verifier-");
    private readonly KeptFiles _files = new();

    public VerifierTests()
    {
        _files.Add("GS-2018Q1-000001", 1);
        _files.Add("GS-2018Q1-000001", 2);
        Write("key.pem", _files.Key.Pem);
        Write("proof.json", JsonSerializer.Serialize(_files.Proof("GS-2018Q1-000001"), TransparencyJson.Default.InclusionDocument));
        Write("head.json", _files.HeadLine());
        Write("checkpoint.ndjson", _files.Checkpoint());
    }

    public void Dispose()
    {
        _files.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_holds_ends_with_0_and_says_so()
    {
        Assert.Equal((0, "GS-2018Q1-000001: 2 events, all of them as the tree of 2 leaves of 2018-03-05T09:00:00.0000000+08:00 holds them.\n", ""), await RunAsync("proof", PathOf("proof.json")));
        Assert.Equal((0, "The tree of 2 leaves begins with the tree of 2.\n", ""), await RunAsync("head", PathOf("head.json"), PathOf("head.json")));
        Assert.Equal((0, "2 events, all of them as the tree holds them.\n", ""), await RunAsync("checkpoint", PathOf("checkpoint.ndjson")));
        Assert.Equal(0, (await RunAsync("checkpoint", PathOf("checkpoint.ndjson"), "--earlier", PathOf("head.json"))).Code);
    }

    [Fact]
    public async Task What_does_not_hold_ends_with_1_and_names_the_case()
    {
        var proof = _files.Proof("GS-2018Q1-000001");
        Write("proof.json", JsonSerializer.Serialize(proof with { Leaves = [proof.Leaves[0], proof.Leaves[1] with { ContentHash = null }] }, TransparencyJson.Default.InclusionDocument));
        var (code, output, _) = await RunAsync("proof", PathOf("proof.json"));
        Assert.Equal((1, "GS-2018Q1-000001: event 2 cannot be read any more, or is gone\n1 faults.\n"), (code, output));
    }

    [Theory]
    [InlineData("nowhere.json", "cannot be read")]
    [InlineData("key.pem", "is not a document of this kind")]
    public async Task A_file_that_cannot_be_read_ends_with_2_and_proves_nothing(string file, string complaint)
    {
        var (code, output, errors) = await RunAsync("proof", PathOf(file));
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(complaint, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_kind_ends_with_2()
    {
        Write("key.pem", "nothing");
        Assert.Equal(2, (await RunAsync("proof", PathOf("proof.json"))).Code);
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var code = await VerifierCommand.Build(output, errors).Parse([.. arguments, "--key", PathOf("key.pem")]).InvokeAsync();
        return (code, output.ToString(), errors.ToString());
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string content) => File.WriteAllText(PathOf(name), content);
}
