using System.Net;
using System.Text;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Webhooks;

namespace Gongshu.Grains.Tests;

public sealed class WebhooksRulesTests
{
    private static readonly WebhookSettings Settings = new(false, TimeSpan.FromSeconds(5), TimeSpan.FromDays(3), 10);
    private static readonly DateTimeOffset First = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    public void Anybodys_address_may_be_sent_to(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:db8::1")]
    [InlineData("2001::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void This_machine_and_networks_of_our_own_may_not(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    /// <summary>The example that implementers of the convention verify against.</summary>
    [Fact]
    public void Signs_after_the_convention() => Assert.Equal(
        "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
        WebhookSignature.Of(
            Convert.FromBase64String("plJ3nmyCDGBKInavdOK15jsl"), "msg_loFOjxBNrRLzqYUf", 1731705121,
            Encoding.UTF8.GetBytes("""{"event_type":"ping","data":{"success":true}}""")));

    [Theory]
    [InlineData("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX", 24)]
    [InlineData("0123456789abcdef", 16)]
    public void A_secret_is_base64_after_its_prefix_or_taken_as_it_is(string secret, int bytes) => Assert.Equal(bytes, WebhookSecret.KeyOf(secret)!.Length);

    [Theory]
    [InlineData("whsec_AAECAwQFBgcICQoLDA0O")]
    [InlineData("whsec_not base64 at all, is it")]
    [InlineData("whsec_")]
    [InlineData("0123456789abcde")]
    [InlineData("with a space in it")]
    [InlineData("密密密密密密密密密密密密密密密密密")]
    public void What_is_too_short_or_no_text_of_that_form_is_no_secret(string secret) => Assert.Null(WebhookSecret.KeyOf(secret));

    [Fact]
    public void Pauses_grow_four_times_to_six_hours_and_end_after_three_days()
    {
        var pauses = Enumerable.Range(1, 9).Select(attempts => Backoff.Next(Settings, attempts, First, First, 100)!.Value - First);
        Assert.Equal([5, 20, 80, 320, 1280, 5120, 20480, 21600, 21600], pauses.Select(pause => pause.TotalSeconds));
        Assert.Equal(4, (Backoff.Next(Settings, 1, First, First, 80)!.Value - First).TotalSeconds, 6);
        Assert.Equal(6, (Backoff.Next(Settings, 1, First, First, 120)!.Value - First).TotalSeconds, 6);
        Assert.NotNull(Backoff.Next(Settings, 50, First, First.AddDays(3).AddTicks(-1), 100));
        Assert.Null(Backoff.Next(Settings, 50, First, First.AddDays(3), 100));
    }
}
