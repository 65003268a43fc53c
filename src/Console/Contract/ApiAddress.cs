using System.Net;
using Gongshu.StaffConsole.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Gongshu.StaffConsole.Contract;

/// <summary>Where the API is: <c>Console:ApiAddress</c>, else where this program listens itself.</summary>
internal sealed class ApiAddress(IServer server, ConsoleSettings settings)
{
    /// <exception cref="InvalidOperationException">The program listens at no address that it could call.</exception>
    public Uri Value => settings.ApiAddress ?? Own();

    // Plain HTTP first: over a loopback address a certificate made out to another name would be in the way.
    private Uri Own() => server.Features.Get<IServerAddressesFeature>()?.Addresses
            .OrderByDescending(address => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)).Select(Callable).FirstOrDefault(address => address is not null)
        ?? throw new InvalidOperationException("The program listens at no address that it could call: set Console:ApiAddress.");

    /// <summary>An address that stands for all of this machine's is called over loopback.</summary>
    internal static Uri? Callable(string address)
    {
        var named = address.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(named, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return null;
        if (!IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip)) return uri;
        if (ip.Equals(IPAddress.Any)) return new UriBuilder(uri) { Host = IPAddress.Loopback.ToString() }.Uri;
        return ip.Equals(IPAddress.IPv6Any) ? new UriBuilder(uri) { Host = "[::1]" }.Uri : uri;
    }
}
