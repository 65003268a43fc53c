using System.Globalization;
using Gongshu.Policy;

namespace Gongshu.Api.Requests;

/// <summary>Ids in paths. What is not of its form names nothing, and is answered like what does not exist.</summary>
internal static class PathIds
{
    /// <summary>1 to 64 characters of <c>A-Z a-z 0-9 . _ -</c>, the first no dot.</summary>
    public static bool IsRegistryId(string text)
    {
        if (text.Length is 0 or > 64 || text[0] == '.') return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')) return false;
        }

        return true;
    }

    /// <summary><c>w_</c> and a pseudonym of 32 characters.</summary>
    public static bool IsWorkerRef(string text)
    {
        if (text.Length != 34 || !text.StartsWith("w_", StringComparison.Ordinal)) return false;
        foreach (var c in text.AsSpan(2))
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '2' and <= '7'))) return false;
        }

        return true;
    }

    /// <summary><c>B-2018Q1-1</c>: window and ordinal, without leading zeros.</summary>
    public static bool IsBatchId(string text)
    {
        if (text.Length is < 10 or > 14 || !text.StartsWith("B-", StringComparison.Ordinal) || text[8] != '-') return false;
        return WindowId.TryParse(text[2..8], out _) && text[9] != '0'
            && int.TryParse(text.AsSpan(9), NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>A year of four digits, 1900 to 2999.</summary>
    public static bool TryYear(string text, out int year) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && text.Length == 4 && year is >= 1900 and <= 2999;
}
