using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Gongshu.Policy;

/// <summary>
/// How an entitlement key is made: a text with placeholders such as <c>assessment:{occupation}:{level}</c>, and the subject that holds it.
/// </summary>
public sealed class KeyTemplate
{
    private readonly ImmutableArray<(string Literal, KeyPart? Part)> _parts;

    private KeyTemplate(SubjectKind subject, string text, ImmutableArray<StudioLevel> studioLevels, ImmutableArray<(string, KeyPart?)> parts)
    {
        Subject = subject;
        Text = text;
        StudioLevels = studioLevels;
        _parts = parts;
        Needs = NeedsOf(subject);
        foreach (var (_, part) in _parts)
            Needs |= part is null ? FactGroups.None : NeedsOf(part.Value);
    }

    /// <summary>Who holds the key.</summary>
    public SubjectKind Subject { get; }

    /// <summary>The text with its placeholders.</summary>
    public string Text { get; }

    /// <summary>The studio's levels that the key is for; empty for every one, and where there is no studio.</summary>
    public ImmutableArray<StudioLevel> StudioLevels { get; }

    /// <summary>The facts without which the key cannot be made.</summary>
    public FactGroups Needs { get; }

    /// <summary>Whether the key names an occupation: of the certificate, or of the award.</summary>
    internal bool UsesOccupation => Uses(KeyPart.Occupation);

    /// <summary>Whether the key has this placeholder.</summary>
    internal bool Uses(KeyPart part) => _parts.Any(item => item.Part == part);

    /// <summary>Reads a template: words of letters and placeholders, colons between them.</summary>
    internal static KeyTemplate? TryParse(SubjectKind subject, string text, ImmutableArray<StudioLevel> studioLevels)
    {
        var parts = ImmutableArray.CreateBuilder<(string, KeyPart?)>();
        foreach (var segment in text.Split(':'))
        {
            if (segment.Length == 0)
                return null;
            var before = parts.Count == 0 ? string.Empty : ":";
            if (segment[0] == '{' && segment[^1] == '}')
            {
                if (!EnumNames.TryParse<KeyPart>(segment[1..^1], out var part))
                    return null;
                parts.Add((before, part));
            }
            else if (segment.All(char.IsAsciiLetter))
            {
                parts.Add((before + segment, null));
            }
            else
            {
                return null;
            }
        }

        return new KeyTemplate(subject, text, studioLevels, parts.ToImmutable());
    }

    /// <summary>The key with its placeholders filled in; null when the case has no value for one of them.</summary>
    internal string? Fill(KeyValues values)
    {
        var key = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[128]);
        foreach (var (literal, part) in _parts)
        {
            key.AppendLiteral(literal);
            if (part is null)
                continue;
            if (values.Of(part.Value) is not { } value)
            {
                key.Clear();
                return null;
            }

            key.AppendLiteral(value);
        }

        return key.ToStringAndClear();
    }

    private static FactGroups NeedsOf(SubjectKind subject) => subject switch
    {
        SubjectKind.MasterStudio => FactGroups.Studio,
        SubjectKind.Competition => FactGroups.Competition,
        _ => FactGroups.None,
    };

    private static FactGroups NeedsOf(KeyPart part) => part switch
    {
        KeyPart.No or KeyPart.Level => FactGroups.Certificate,
        KeyPart.Edition => FactGroups.Award,
        KeyPart.Base => FactGroups.Internship,
        _ => FactGroups.None,
    };
}

/// <summary>A placeholder of a key. None stands for personal data: persons and certificates appear by pseudonym.</summary>
public enum KeyPart
{
    /// <summary>The certificate's pseudonym, <c>c_…</c>.</summary>
    No = 1,
    /// <summary>The code of the certificate's occupation, or the award's occupation normalised.</summary>
    Occupation = 2,
    /// <summary>The certificate's level.</summary>
    Level = 3,
    /// <summary>The worker's reference, <c>w_…</c>.</summary>
    Worker = 4,
    /// <summary>The internship base's USCC.</summary>
    Base = 5,
    /// <summary>The edition of WorldSkills.</summary>
    Edition = 6,
    /// <summary>The year of an honour.</summary>
    Year = 7,
}
