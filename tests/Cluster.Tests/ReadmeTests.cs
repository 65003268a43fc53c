using System.Text.RegularExpressions;
using Gongshu.Testing;
using Gongshu.Testing.Processes;

namespace Gongshu.Cluster.Tests;

public sealed partial class ReadmeTests
{
    private const string Mark = "=====";

    [Fact]
    public async Task The_walk_through_a_quarter_answers_what_the_page_promises()
    {
        using var folder = new TempFolder("readme walk");
        await using var server = await ServerProcess.StartAsync(new ServerOptions(Checkout.Program("Api"))
        {
            Arguments = [.. ReadmePage.Settings(), $"--Data:Directory={folder["data"]}"],
        });
        var steps = ReadmePage.Walk(server.Url);
        Assert.Equal(14, steps.Length);
        await File.WriteAllTextAsync(folder["walk.sh"], ReadmePage.ScriptOf(steps, Mark));

        var ended = await Shell.RunAsync(folder.FullPath, "bash", "walk.sh");

        Assert.Equal("", ended.Errors);
        var printed = ended.Output.ReplaceLineEndings("\n").Split($"{Mark}\n")[1..];
        var broken = steps.Zip(printed).SelectMany((pair, i) => Differences(i + 1, pair.First.Promised, pair.Second.TrimEnd('\n').Split('\n')));
        Assert.Empty(broken);
        Assert.Equal(steps.Length, printed.Length);
    }

    [Fact]
    public void A_broken_promise_is_noticed()
    {
        Assert.True(ReadmePage.Keeps("201 \"receipt\":\"sha256:…\"", "201 \"receipt\":\"sha256:00ff\""));
        Assert.False(ReadmePage.Keeps("201 \"receipt\":\"sha256:…\"", "409 \"receipt\":\"sha256:00ff\""));
        Assert.Equal(["step 2, line 2: promised 'b', printed 'c'"], Differences(2, ["a", "b"], ["a", "c"]));
        Assert.Equal(["step 1, line 2: promised '(nothing)', printed 'b'"], Differences(1, ["a"], ["a", "b"]));
    }

    [Fact]
    public void Every_link_of_the_pages_leads_somewhere()
    {
        string[] pages = [Checkout.At("README.md"), .. Directory.EnumerateFiles(Checkout.At("docs"), "*.md", SearchOption.AllDirectories)];
        var links = pages.SelectMany(page => Link().Matches(File.ReadAllText(page)).Select(link => (Page: page, To: link.Groups["to"].Value))).ToArray();
        Assert.NotEmpty(links);
        Assert.DoesNotContain(links, link => !Path.Exists(Path.Combine(Path.GetDirectoryName(link.Page)!, link.To)));
    }

    private static IEnumerable<string> Differences(int step, string[] promised, string[] printed) =>
        from line in Enumerable.Range(0, Math.Max(promised.Length, printed.Length))
        let wanted = promised.ElementAtOrDefault(line) ?? "(nothing)"
        let got = printed.ElementAtOrDefault(line) ?? "(nothing)"
        where !ReadmePage.Keeps(wanted, got)
        select $"step {step}, line {line + 1}: promised '{wanted}', printed '{got}'";

    // Links into the checkout: no address, no heading of the same page.
    [GeneratedRegex(@"\]\((?<to>[^):#]+)\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
