using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gongshu.Grains.Webhooks;

/// <summary>Signatures after the Standard Webhooks convention: HMAC-SHA-256 over <c>{id}.{timestamp}.{body}</c>.</summary>
public static class WebhookSignature
{
    /// <summary>The id of a delivery: of one event for one subscription the same for ever.</summary>
    public static string IdOf(string webhookId, long sequence) => string.Create(CultureInfo.InvariantCulture, $"msg_{webhookId}_{sequence}");

    /// <param name="timestamp">Of this attempt, in seconds since 1970.</param>
    public static string Of(byte[] key, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        mac.AppendData(body);
        return "v1," + Convert.ToBase64String(mac.GetHashAndReset());
    }
}
