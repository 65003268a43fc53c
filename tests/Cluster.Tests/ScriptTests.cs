using Gongshu.Testing;

namespace Gongshu.Cluster.Tests;

/// <summary>What <c>./gongshu</c> promises to people, where nothing needs to be built for it.</summary>
public sealed class ScriptTests
{
    [Theory]
    [InlineData("run")]
    [InlineData("demo")]
    [InlineData("build")]
    [InlineData("test")]
    [InlineData("check")]
    [InlineData("migrate")]
    [InlineData("verify")]
    [InlineData("import")]
    [InlineData("token")]
    public async Task Each_command_says_how_it_is_used(string command)
    {
        var ended = await Gongshu(command, "--help");
        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.StartsWith($"Usage: ./gongshu {command}", ended.Output, StringComparison.Ordinal);
        Assert.Contains($"\n  {command} ", (await Gongshu("--help")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_is_refused_with_the_list_of_commands()
    {
        var ended = await Gongshu("rum");
        Assert.Equal((2, ""), (ended.Code, ended.Output));
        Assert.Contains("unknown command 'rum'", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("Usage: ./gongshu COMMAND", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_command_is_refused_with_the_list_of_commands()
    {
        var ended = await Gongshu();
        Assert.Equal((2, ""), (ended.Code, ended.Output));
        Assert.Contains("Usage: ./gongshu COMMAND", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("test", "--slow")]
    [InlineData("test", "One", "Two")]
    [InlineData("build", "everything")]
    [InlineData("check", "everything")]
    public async Task What_a_command_does_not_know_is_refused_before_anything_is_done(params string[] arguments)
    {
        var ended = await Gongshu(arguments);
        Assert.Equal((2, ""), (ended.Code, ended.Output));
        Assert.StartsWith("gongshu: ", ended.Errors, StringComparison.Ordinal);
    }

    private static Task<Ended> Gongshu(params string[] arguments) =>
        Shell.RunAsync(Path.GetTempPath(), Checkout.At("gongshu"), arguments);
}
