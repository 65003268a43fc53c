using System.Net;
using System.Net.Sockets;

namespace Gongshu.Testing.Tests;

public sealed class SmallThingsTests
{
    [Fact]
    public void A_temporary_folder_goes_with_everything_in_it()
    {
        string path;
        using (var folder = new TempFolder())
        {
            path = folder.FullPath;
            Directory.CreateDirectory(folder["a"]);
            File.WriteAllText(Path.Combine(folder["a"], "b"), "c");
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void A_free_port_can_be_listened_on_and_is_not_given_twice()
    {
        var ports = Enumerable.Range(0, 50).Select(_ => FreePort.Next()).ToList();
        Assert.Equal(50, ports.Distinct().Count());
        using var listener = new TcpListener(IPAddress.Loopback, ports[0]);
        listener.Start();
    }

    [Fact]
    public async Task A_wait_ends_at_its_bound_and_says_what_it_waited_for()
    {
        var late = await Assert.ThrowsAsync<TimeoutException>(
            () => Poll.UntilAsync(() => false, TimeSpan.FromMilliseconds(60), "the day after tomorrow"));
        Assert.Contains("the day after tomorrow", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_checkout_is_found_from_the_tests() => Assert.True(File.Exists(Checkout.At("GongshuActors.sln")));
}
