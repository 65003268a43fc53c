using System.Diagnostics.CodeAnalysis;

namespace Gongshu.Policy;

/// <summary>An occupation code of the national classification of occupations, of the form <c>6-18-02-04</c>. The digits are not checked further.</summary>
public readonly record struct OccupationCode
{
    private const string Form = "d-dd-dd-dd";

    private readonly string? _value;

    private OccupationCode(string value) => _value = value;

    /// <summary>The code with ASCII digits and hyphens.</summary>
    /// <exception cref="InvalidOperationException">The instance was never parsed.</exception>
    public string Value => _value ?? throw new InvalidOperationException("An empty occupation code has no value.");

    /// <summary>Reads a code; full-width characters and spaces are normalised, hyphens have to be there.</summary>
    public static bool TryParse([NotNullWhen(true)] string? typed, out OccupationCode code)
    {
        code = default;
        if (IdentifierText.Normalise(typed) is not { } text || text.Length != Form.Length)
            return false;

        var normalised = text.Replace('\u2010', '-').Replace('\u2013', '-').Replace('\u2212', '-');
        for (var i = 0; i < Form.Length; i++)
        {
            if (Form[i] == '-' ? normalised[i] != '-' : !char.IsAsciiDigit(normalised[i]))
                return false;
        }

        code = new OccupationCode(normalised);
        return true;
    }

    /// <summary>Reads a code that was checked before, e.g. one from a registry.</summary>
    /// <exception cref="FormatException">It is none; the message does not repeat it.</exception>
    public static OccupationCode Parse(string text) => TryParse(text, out var code) ? code : throw new FormatException("Not an occupation code.");

    /// <summary>The code.</summary>
    public override string ToString() => _value ?? string.Empty;
}
