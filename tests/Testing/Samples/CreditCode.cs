namespace Gongshu.Testing.Samples;

/// <summary>
/// Made-up unified social credit codes after GB 32100-2015, with the organisation code's own check digit (GB 11714) inside.
/// Written out here again on purpose, like <see cref="ResidentIdNumber"/>.
/// </summary>
public static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The code of an organisation.</summary>
    /// <param name="authority">The two characters of registering authority and kind: 91 an enterprise, 52 a private non-enterprise unit.</param>
    /// <param name="region">Six digits.</param>
    /// <param name="organisation">The eight characters of the organisation code, without its check digit.</param>
    public static string Of(string authority, string region, string organisation)
    {
        var body = authority + region + organisation + OrganisationCheckDigit(organisation);
        return body.Length == 17 && body.All(Alphabet.Contains)
            ? body + CheckDigit(body)
            : throw new ArgumentException($"Not 17 characters of the alphabet: {body}.", nameof(organisation));
    }

    /// <summary>The ninth character of an organisation code: MOD 11, 10 written as X and 11 as 0.</summary>
    public static char OrganisationCheckDigit(string organisation)
    {
        var sum = organisation.Select((character, place) => Value(character) * OrganisationWeights[place]).Sum();
        return (11 - (sum % 11)) switch
        {
            10 => 'X',
            11 => '0',
            var digit => (char)('0' + digit),
        };

        static int Value(char character) => char.IsAsciiDigit(character) ? character - '0' : character - 'A' + 10;
    }

    /// <summary>The eighteenth character: MOD 31.</summary>
    public static char CheckDigit(string body)
    {
        var sum = body.Take(17).Select((character, place) => Alphabet.IndexOf(character, StringComparison.Ordinal) * Weights[place]).Sum();
        return Alphabet[(31 - (sum % 31)) % 31];
    }
}
