namespace Gongshu.Policy;

/// <summary>What the placeholders of a key stand for; null where the case has no such thing.</summary>
internal readonly record struct KeyValues(
    string? No = null, string? Occupation = null, SkillLevel? Level = null, string? Worker = null, string? Base = null, int? Edition = null, int? Year = null)
{
    /// <summary>The values of a roster line.</summary>
    public static KeyValues Of(LineFacts line) => new(
        line.Certificate?.Number,
        line.Certificate?.Occupation.Value ?? (line.Award is { } award ? IdentifierText.Fold(award.Occupation) : null),
        line.Certificate?.Level,
        line.WorkerRef,
        line.Internship?.Base.Value,
        line.Award?.Edition);

    /// <summary>The value of a placeholder; null when the case has none.</summary>
    public string? Of(KeyPart part) => part switch
    {
        KeyPart.No => No,
        KeyPart.Occupation => Occupation,
        KeyPart.Level => Level is { } level ? EnumNames.Of(level) : null,
        KeyPart.Worker => Worker,
        KeyPart.Base => Base,
        KeyPart.Edition => Edition?.ToString(),
        KeyPart.Year => Year?.ToString(),
        _ => null,
    };
}
