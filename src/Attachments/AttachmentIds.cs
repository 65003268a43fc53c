using System.Security.Cryptography;

namespace Gongshu.Attachments;

/// <summary><c>att_</c> and 26 characters of base 32: 128 random bits, so that an id can be neither guessed nor a path.</summary>
public static class AttachmentIds
{
    private const string Prefix = "att_", Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Length = 26;

    public static string New()
    {
        Span<char> text = stackalloc char[Length];
        RandomNumberGenerator.GetItems(Alphabet, text);
        return string.Concat(Prefix, text);
    }

    public static bool IsOne(string? text)
    {
        if (text is null || text.Length != Prefix.Length + Length || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        foreach (var c in text.AsSpan(Prefix.Length))
        {
            if (!Alphabet.Contains(c, StringComparison.Ordinal)) return false;
        }

        return true;
    }
}
