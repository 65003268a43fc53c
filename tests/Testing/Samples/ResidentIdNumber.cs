namespace Gongshu.Testing.Samples;

/// <summary>
/// Made-up resident ID numbers after GB 11643-1999. The arithmetic is written out here again on purpose: tests that took numbers
/// from the code under test would find it right whatever it computes.
/// </summary>
public static class ResidentIdNumber
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The number of a person: six digits of region, the date of birth, three digits of sequence (odd: male), the check digit.</summary>
    public static string Of(string region, DateOnly born, int sequence)
    {
        var body = $"{region}{born:yyyyMMdd}{sequence:D3}";
        return body.Length == 17 && body.All(char.IsAsciiDigit)
            ? body + CheckDigit(body)
            : throw new ArgumentException($"Not 17 digits: {body}.", nameof(region));
    }

    /// <summary>The check digit of the first 17 digits: ISO 7064 MOD 11-2, 10 written as X.</summary>
    public static char CheckDigit(string body) =>
        "10X98765432"[body.Take(17).Select((digit, place) => (digit - '0') * Weights[place]).Sum() % 11];
}
