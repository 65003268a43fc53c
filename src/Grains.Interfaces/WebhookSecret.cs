using System.Text;

namespace Gongshu.Grains.Interfaces;

/// <summary>The secret of a subscription, as text: <c>whsec_</c> and base64 of 16 to 64 bytes (Standard Webhooks), or 16 to 128 visible ASCII characters.</summary>
public static class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int LeastBytes = 16, MostBytes = 64, LeastText = 16, MostText = 128;

    /// <summary>The key that it stands for; null: it is no secret that may be used.</summary>
    public static byte[]? KeyOf(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
            return secret.Length is >= LeastText and <= MostText && !secret.AsSpan().ContainsAnyExceptInRange('!', '~') ? Encoding.ASCII.GetBytes(secret) : null;
        var text = secret.AsSpan(Prefix.Length);
        var key = new byte[text.Length];
        return Convert.TryFromBase64Chars(text, key, out var length) && length is >= LeastBytes and <= MostBytes ? key[..length] : null;
    }
}
