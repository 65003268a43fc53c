using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gongshu.Ledger;

/// <summary>What is personal, on its way into the <c>sealed_*</c> columns and back.</summary>
internal sealed class SealedColumns(Sealer sealer)
{
    public byte[]? Bytes(byte[]? plain) => plain is null ? null : sealer.Seal(plain);

    public byte[]? OpenBytes(byte[]? stored) => stored is null ? null : sealer.Open(stored);

    public byte[]? Detail(ClaimInsert claim)
    {
        if (claim.Detail is not { } detail) return null;
        if (ReferenceEquals(claim.Sealed.Of, detail)) return claim.Sealed.Bytes;
        using var writer = new DetailWriter();
        return sealer.Seal(writer.Write(detail));
    }

    public ClaimDetail? OpenDetail(byte[]? stored) =>
        stored is null ? null : JsonSerializer.Deserialize(sealer.Open(stored), SealedJson.Default.ClaimDetail);

    public byte[] Target(WebhookTarget target) => sealer.Seal(JsonSerializer.SerializeToUtf8Bytes(target, SealedJson.Default.WebhookTarget));

    public byte[] Account(PayeeAccount account) => sealer.Seal(JsonSerializer.SerializeToUtf8Bytes(account, SealedJson.Default.PayeeAccount));

    public PayeeAccount OpenAccount(byte[] stored) => JsonSerializer.Deserialize(sealer.Open(stored), SealedJson.Default.PayeeAccount)!;

    /// <summary>An event's body with its salt before it: neither tells anything of the other's hash to who has only the columns.</summary>
    public byte[] Body(NewEvent written) =>
        ReferenceEquals(written.Sealed.Of, written.Body) ? written.Sealed.Bytes! : sealer.Seal(written.Salt, written.Body);

    /// <summary>What <see cref="Detail"/> and <see cref="Body"/> answer for this command later.</summary>
    public void SealAhead(LedgerCommand command)
    {
        using var writer = new DetailWriter();
        foreach (var claim in command.NewClaims)
            if (claim.Detail is { } detail && !ReferenceEquals(claim.Sealed.Of, detail)) claim.Sealed = new(detail, sealer.Seal(writer.Write(detail)));
        foreach (var written in command.Events) written.Sealed = new(written.Body, Body(written));
    }

    public (byte[] Salt, byte[] Body) OpenBody(byte[] stored)
    {
        var plain = sealer.Open(stored);
        return (plain[..EventChain.SaltLength], plain[EventChain.SaltLength..]);
    }
}

/// <summary>Writes one detail after another into the same room, since only what is sealed of them stays.</summary>
internal sealed class DetailWriter : IDisposable
{
    /// <summary>Bytes that most details have room in.</summary>
    private const int Usual = 1024;

    private readonly ArrayBufferWriter<byte> _room = new(Usual);
    private readonly Utf8JsonWriter _writer;

    public DetailWriter() => _writer = new(_room);

    /// <returns>Until the next one is written.</returns>
    public ReadOnlySpan<byte> Write(ClaimDetail detail)
    {
        _room.ResetWrittenCount();
        _writer.Reset();
        JsonSerializer.Serialize(_writer, detail, SealedJson.Default.ClaimDetail);
        return _room.WrittenSpan;
    }

    public void Dispose() => _writer.Dispose();
}

/// <summary>Bytes that were sealed before their row is written.</summary>
/// <param name="Of">What they hold; a row that was given another since is sealed anew.</param>
internal readonly record struct SealedAhead(object Of, byte[]? Bytes);

/// <summary>The stored form of sealed records; a golden test keeps old rows readable.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClaimDetail))]
[JsonSerializable(typeof(PayeeAccount))]
[JsonSerializable(typeof(WebhookTarget))]
internal sealed partial class SealedJson : JsonSerializerContext;
