using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gongshu.Ledger;

/// <summary>What is personal, on its way into the <c>sealed_*</c> columns and back.</summary>
internal sealed class SealedColumns(Sealer sealer)
{
    public byte[]? Bytes(byte[]? plain) => plain is null ? null : sealer.Seal(plain);

    public byte[]? OpenBytes(byte[]? stored) => stored is null ? null : sealer.Open(stored);

    public byte[]? Detail(ClaimDetail? detail) =>
        detail is null ? null : sealer.Seal(JsonSerializer.SerializeToUtf8Bytes(detail, SealedJson.Default.ClaimDetail));

    public ClaimDetail? OpenDetail(byte[]? stored) =>
        stored is null ? null : JsonSerializer.Deserialize(sealer.Open(stored), SealedJson.Default.ClaimDetail);

    public byte[] Target(WebhookTarget target) => sealer.Seal(JsonSerializer.SerializeToUtf8Bytes(target, SealedJson.Default.WebhookTarget));

    public byte[] Account(PayeeAccount account) => sealer.Seal(JsonSerializer.SerializeToUtf8Bytes(account, SealedJson.Default.PayeeAccount));

    public PayeeAccount OpenAccount(byte[] stored) => JsonSerializer.Deserialize(sealer.Open(stored), SealedJson.Default.PayeeAccount)!;

    /// <summary>An event's body with its salt before it: neither tells anything of the other's hash to who has only the columns.</summary>
    public byte[] Body(NewEvent written)
    {
        var plain = new byte[written.Salt.Length + written.Body.Length];
        written.Salt.CopyTo(plain, 0);
        written.Body.CopyTo(plain, written.Salt.Length);
        return sealer.Seal(plain);
    }

    public (byte[] Salt, byte[] Body) OpenBody(byte[] stored)
    {
        var plain = sealer.Open(stored);
        return (plain[..EventChain.SaltLength], plain[EventChain.SaltLength..]);
    }
}

/// <summary>The stored form of sealed records; a golden test keeps old rows readable.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClaimDetail))]
[JsonSerializable(typeof(PayeeAccount))]
[JsonSerializable(typeof(WebhookTarget))]
internal sealed partial class SealedJson : JsonSerializerContext;
