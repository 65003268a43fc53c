using System.Buffers;

namespace Gongshu.Transparency;

/// <summary>How hashes are written: <c>sha256:</c> and 64 hexadecimal digits.</summary>
public static class Hashes
{
    private const string Prefix = "sha256:";
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static string Write(ReadOnlySpan<byte> hash) => Prefix + Convert.ToHexStringLower(hash);

    /// <summary>Null when the text is not of this form.</summary>
    public static byte[]? Read(string? text) =>
        text is { Length: 71 } && text.StartsWith(Prefix, StringComparison.Ordinal) && text.AsSpan(Prefix.Length).IndexOfAnyExcept(Digits) < 0
            ? Convert.FromHexString(text.AsSpan(Prefix.Length))
            : null;
}
