using Gongshu.Silo.Verification;

namespace Gongshu.Api.Composition;

/// <summary>Checks the invariants of the configured store; no server and no silo are started.</summary>
internal static class VerifyCommand
{
    private const string Json = "--json";

    /// <returns>The exit code: 0 when every invariant holds, 1 when one does not, 2 when the store could not be read.</returns>
    public static Task<int> RunAsync(string[] settings)
    {
        // A switch without a value: as a setting it would swallow its neighbour.
        var builder = WebApplication.CreateBuilder([.. settings.Where(setting => setting != Json)]);
        return StoreVerification.RunAsync(builder.Configuration, builder.Environment, settings.Contains(Json), Console.Out, Console.Error, CancellationToken.None);
    }
}
