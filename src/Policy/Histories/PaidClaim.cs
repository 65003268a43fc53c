namespace Gongshu.Policy;

/// <summary>
/// One benefit that was paid under the opinion before this system existed, as a list of paper years tells it. Personal: names a person in full.
/// </summary>
/// <param name="Row">Of the list, as the spreadsheet counts.</param>
/// <param name="Source">来源: the paper that proves the payment.</param>
/// <param name="IdNumber">18 characters; null for a studio's funds.</param>
public sealed record PaidClaim(int Row, Uscc Applicant, Programme Programme, Benefit Benefit, Money Amount, DateOnly PaidOn, string Source, string? Name, string? IdNumber)
{
    /// <summary>The applicant's name; null: as an earlier case has it.</summary>
    public string? ApplicantName { get; init; }
    public string? Phone { get; init; }
    public bool Migrant { get; init; }
    /// <summary>As given; normalised only for its pseudonym.</summary>
    public string? CertificateNumber { get; init; }
    public OccupationCode? Occupation { get; init; }
    /// <summary>Of the certificate, or of the award.</summary>
    public string? OccupationName { get; init; }
    public SkillLevel? Level { get; init; }
    public DateOnly? IssuedOn { get; init; }
    public Uscc? DeclaredBy { get; init; }
    /// <summary>The competition's or the studio's id in the registry.</summary>
    public string? Competition { get; init; }
    public string? Studio { get; init; }
    public StudioLevel? StudioLevel { get; init; }
    public Education? Education { get; init; }
    /// <summary>The edition of WorldSkills.</summary>
    public int? Edition { get; init; }
}
