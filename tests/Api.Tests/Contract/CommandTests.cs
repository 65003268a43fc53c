using Gongshu.Api.Composition;

namespace Gongshu.Api.Tests.Contract;

public sealed class CommandTests
{
    [Theory]
    [InlineData(2, "fly")]
    [InlineData(2, "token", "--roles", "king", "--environment", "Development")]
    [InlineData(2, "token", "--roles", "portal", "--environment", "Development")]
    [InlineData(2, "token", "--environment", "Production")]
    [InlineData(2, "import", "--environment", "Development")]
    [InlineData(2, "import", "no such file.csv", "--environment", "Development", "--Data:Directory=/no/such/folder")]
    [InlineData(0, "--help")]
    [InlineData(0, "run", "--help")]
    [InlineData(0, "--version")]
    public async Task A_command_ends_with_its_exit_code(int expected, params string[] args) => Assert.Equal(expected, await Commands.RunAsync(args));
}
