using System.Net;
using System.Net.Sockets;

namespace Gongshu.Grains.Webhooks;

/// <summary>Which addresses anybody in the world may be sent to: neither this machine, nor a network of our own, nor what is no single host's.</summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] Reserved4 =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
            "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        ]).Select(network => IPNetwork.Parse(network)),
    ];

    // Only 2000::/3 is given out to hosts; of it, documentation, benchmarks and what hides an IPv4 address.
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3"), Translated = IPNetwork.Parse("64:ff9b::/96"), Relay = IPNetwork.Parse("2002::/16");

    private static readonly IPNetwork[] Reserved6 = [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("3fff::/20")];

    public static bool Is(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork) return !Array.Exists(Reserved4, network => network.Contains(address));
        var bytes = address.GetAddressBytes();
        if (Translated.Contains(address)) return Is(new IPAddress(bytes.AsSpan(12, 4)));
        if (Relay.Contains(address)) return Is(new IPAddress(bytes.AsSpan(2, 4)));
        return Global6.Contains(address) && !Array.Exists(Reserved6, network => network.Contains(address));
    }
}
