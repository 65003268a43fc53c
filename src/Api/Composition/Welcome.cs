using Gongshu.Api.Auth;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Gongshu.Api.Composition;

/// <summary>Tells, once the program is ready, where it is and how to sign in.</summary>
internal sealed class Welcome(IServer server, AuthSettings auth, string dataDirectory) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var url = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "(no address)";
        GiveBackWhatStartingTook();
        await Console.Out.WriteLineAsync(TextOf(url, auth, dataDirectory));
    }

    /// <summary>
    /// Some twenty MB of garbage (settings read, endpoints built, schemas compared) would lie there until the first collection, which a program that waits for its first
    /// request does not have. Takes 20 to 40 ms, once.
    /// </summary>
    private static void GiveBackWhatStartingTook() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    internal static string TextOf(string url, AuthSettings auth, string dataDirectory)
    {
        var signIn = auth.Development
            ? $$"""
                Sign in:  curl -s {{url}}/dev/tokens -H 'Content-Type: application/json' -d '{"sub":"u-1","name":"王芳","roles":["handler"]}'
                          and send the accessToken as "Authorization: Bearer …"
              """
            : $"  Sign in:  tokens of {auth.Authority} for the audience {auth.Audience}";
        return $"""

            Gongshu is ready at {url}
            {signIn}
              API:      {url}/swagger
              Data:     {dataDirectory}

            """;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
