using System.Net;
using System.Net.Sockets;

namespace Gongshu.Silo.Composition;

/// <summary>
/// The ports of this silo. Orleans takes no 0 for "any", so a free port is found here and kept bound, without listening,
/// until the silo listens on it: the system then gives it to nobody else who asks for a free one, and the silo may
/// still bind it because .NET binds stream sockets with SO_REUSEADDR. On Windows, which reads that option otherwise,
/// the port is let go at once.
/// </summary>
internal sealed class SiloPorts : IDisposable
{
    private Socket? _reserved;

    public SiloPorts(SiloSettings settings)
    {
        Gateway = settings.Cluster.GatewayPort;
        Silo = settings.Cluster.SiloPort;
        if (Silo != 0)
        {
            return;
        }

        _reserved = new Socket(settings.Cluster.AdvertisedAddress.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _reserved.Bind(new IPEndPoint(settings.Cluster.AdvertisedAddress, 0));
        Silo = ((IPEndPoint)_reserved.LocalEndPoint!).Port;
        if (OperatingSystem.IsWindows())
        {
            Dispose();
        }
    }

    public int Silo { get; }

    /// <summary>0: this silo opens no gateway.</summary>
    public int Gateway { get; }

    public void Dispose()
    {
        _reserved?.Dispose();
        _reserved = null;
    }
}
