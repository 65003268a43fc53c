using Gongshu.Testing.Processes;

namespace Gongshu.Testing.Tests;

public sealed class ServerProcessTests
{
    [Fact]
    public async Task A_program_that_ends_before_it_is_ready_is_reported_with_its_output()
    {
        using var folder = new TempFolder();
        var missing = folder["Missing.dll"];
        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAsync(new ServerOptions(missing)));
        Assert.Contains("Missing.dll", ended.Message, StringComparison.Ordinal);
    }
}
