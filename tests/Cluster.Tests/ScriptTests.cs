using Gongshu.Testing;

namespace Gongshu.Cluster.Tests;

/// <summary>What <c>./gongshu</c> promises to people, where little or nothing needs to be built for it.</summary>
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

    [Fact]
    public async Task The_program_is_told_when_it_began_itself_which_is_after_the_build()
    {
        Assert.True(File.Exists(Checkout.Program("Api")));
        using var folder = new TempFolder("script");
        // Stands for dotnet: tells when the build ended, and what the program was told.
        await File.WriteAllTextAsync(folder["dotnet"],
            """
            #!/usr/bin/env bash
            if [[ $1 == build ]]; then printf '%s\n' "$EPOCHREALTIME" > "${0%/*}/built"; else printf '%s %s %s\n' "$(tr -dc 0-9 < "${0%/*}/built")" "$$" "$GONGSHU_STARTED"; fi
            """);
        Assert.Equal(0, (await Shell.RunAsync(Path.GetTempPath(), "chmod", "+x", folder["dotnet"])).Code);

        var ended = await Shell.RunAsync(Path.GetTempPath(), "env", $"PATH={folder["dotnet"][..^"/dotnet".Length]}:{Environment.GetEnvironmentVariable("PATH")}", Checkout.At("gongshu"), "run");

        var told = Array.ConvertAll(ended.Output.Split(' '), long.Parse);
        Assert.Equal(4, told.Length);
        Assert.Equal(told[1], told[2]);
        Assert.InRange(told[3], told[0], told[0] + 60_000_000);
    }

    private static Task<Ended> Gongshu(params string[] arguments) =>
        Shell.RunAsync(Path.GetTempPath(), Checkout.At("gongshu"), arguments);
}
