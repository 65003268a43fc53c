using System.Diagnostics.CodeAnalysis;

namespace Gongshu.Policy;

/// <summary>
/// A unified social credit code after GB 32100-2015: two characters of registration, six digits of the division, nine characters
/// of the organisation code of GB 11714 with its own check character (MOD 11), and a check character over all (MOD 31).
/// </summary>
public readonly record struct Uscc
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    private readonly string? _value;

    private Uscc(string value) => _value = value;

    /// <summary>The normalised code of 18 characters.</summary>
    /// <exception cref="InvalidOperationException">The instance was never parsed.</exception>
    public string Value => _value ?? throw new InvalidOperationException("An empty social credit code has no value.");

    /// <summary>Reads a code as people type it: full-width characters, spaces and lower case are normalised.</summary>
    /// <param name="typed">Any text; hostile text is refused, never thrown upon.</param>
    /// <param name="uscc">The code, when the answer is true.</param>
    public static bool TryParse([NotNullWhen(true)] string? typed, out Uscc uscc)
    {
        uscc = default;
        if (IdentifierText.Normalise(typed) is not { Length: 18 } text)
            return false;
        foreach (var c in text)
        {
            if (!Alphabet.Contains(c, StringComparison.Ordinal))
                return false;
        }

        for (var i = 2; i < 8; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
                return false;
        }

        if (text[16] != OrganisationCheckCharacterOf(text) || text[17] != CheckCharacterOf(text))
            return false;

        uscc = new Uscc(text);
        return true;
    }

    /// <summary>Reads a code that was checked before, e.g. one from a registry.</summary>
    /// <exception cref="FormatException">It is none; the message does not repeat it.</exception>
    public static Uscc Parse(string text) => TryParse(text, out var uscc) ? uscc : throw new FormatException("Not a unified social credit code.");

    /// <summary>The code.</summary>
    public override string ToString() => _value ?? string.Empty;

    private static char CheckCharacterOf(string text)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += Alphabet.IndexOf(text[i], StringComparison.Ordinal) * Weights[i];
        return Alphabet[(31 - sum % 31) % 31];
    }

    // GB 11714 counts A as 10 to Z as 35, without the gaps that the outer alphabet has.
    private static char OrganisationCheckCharacterOf(string text)
    {
        var sum = 0;
        for (var i = 0; i < OrganisationWeights.Length; i++)
        {
            var c = text[8 + i];
            sum += (char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10) * OrganisationWeights[i];
        }

        return (11 - sum % 11) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }
}
