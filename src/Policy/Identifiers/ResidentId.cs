using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Gongshu.Policy;

/// <summary>
/// A resident identity number after GB 11643-1999: 18 characters, the last one the MOD 11-2 check character.
/// It is personal data: <see cref="ToString"/> gives the masked form, only <see cref="Value"/> the number.
/// </summary>
public readonly record struct ResidentId
{
    private const string CheckCharacters = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private static readonly DateOnly EarliestBirth = new(1900, 1, 1);

    private readonly string? _value;

    private ResidentId(string value) => _value = value;

    /// <summary>The normalised number of 18 characters, unmasked.</summary>
    /// <exception cref="InvalidOperationException">The instance was never parsed.</exception>
    public string Value => _value ?? throw new InvalidOperationException("An empty resident ID number has no value.");

    /// <summary>The first four and the last four characters, the ten between them as asterisks.</summary>
    public string Masked => string.Concat(Value.AsSpan(0, 4), "**********", Value.AsSpan(14, 4));

    /// <summary>The day of birth that the number carries.</summary>
    public DateOnly BornOn => DateOnly.ParseExact(Value.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads a number as people type it: full-width characters, spaces and lower case are normalised, 15 digits of the old form
    /// are upgraded to the 18 of the same person.
    /// </summary>
    /// <param name="typed">Any text; hostile text is refused, never thrown upon.</param>
    /// <param name="today">The policy day. A birth date lies between 1900-01-01 and this day, both included.</param>
    /// <param name="id">The number, when the answer is true.</param>
    public static bool TryParse([NotNullWhen(true)] string? typed, DateOnly today, out ResidentId id)
    {
        id = default;
        if (IdentifierText.Normalise(typed) is not { } text)
            return false;
        if (text.Length == 15 && AreDigits(text))
            text = Upgrade(text);
        if (text.Length != 18 || !AreDigits(text.AsSpan(0, 17)) || text[17] != CheckCharacterOf(text))
            return false;
        if (!IsProvince(text) || !WasBornBetween(text, today))
            return false;

        id = new ResidentId(text);
        return true;
    }

    /// <summary>The masked form.</summary>
    public override string ToString() => _value is null ? string.Empty : Masked;

    // Numbers of 15 digits were given out in the twentieth century only: no century, no check character.
    private static string Upgrade(string fifteen)
    {
        var body = string.Concat(fifteen.AsSpan(0, 6), "19", fifteen.AsSpan(6));
        return body + CheckCharacterOf(body);
    }

    private static char CheckCharacterOf(string digits)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += (digits[i] - '0') * Weights[i];
        return CheckCharacters[sum % 11];
    }

    private static bool AreDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
        }

        return true;
    }

    private static bool IsProvince(string text) => ((text[0] - '0') * 10 + text[1] - '0') is
        (>= 11 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46) or
        (>= 50 and <= 54) or (>= 61 and <= 65) or 71 or 81 or 82 or 83;

    private static bool WasBornBetween(string text, DateOnly today) =>
        DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth)
        && birth >= EarliestBirth && birth <= today;
}
