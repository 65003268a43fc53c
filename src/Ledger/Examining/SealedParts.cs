using System.Security.Cryptography;
using System.Text.Json;

namespace Gongshu.Ledger;

/// <summary>Opens what is sealed and says whether that went, where <see cref="SealedColumns"/> throws.</summary>
internal sealed class SealedParts(SealedColumns sealedColumns)
{
    public (byte[] Salt, byte[] Body, bool Opened) Body(byte[] stored)
    {
        var opened = Try(() => sealedColumns.OpenBody(stored), out var parts);
        return opened ? (parts.Salt, parts.Body, true) : ([], [], false);
    }

    public bool Bytes(byte[]? stored, out byte[]? plain) => Try(() => sealedColumns.OpenBytes(stored), out plain);

    public bool Detail(byte[]? stored, out ClaimDetail? detail) => Try(() => sealedColumns.OpenDetail(stored), out detail);

    public bool Account(byte[] stored, out PayeeAccount? account) => Try(() => sealedColumns.OpenAccount(stored), out account);

    private static bool Try<T>(Func<T> open, out T? plain)
    {
        try
        {
            plain = open();
            return true;
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException or ArgumentOutOfRangeException)
        {
            plain = default;
            return false;
        }
    }
}
