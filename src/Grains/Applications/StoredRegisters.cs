using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>
/// What the registers said when the rules looked at them: registers change, and the case has to be explained by what was true then. A part that the
/// application does not name, or that was not registered, is null.
/// </summary>
public sealed record StoredRegisters
{
    public StoredApplicant? Applicant { get; init; }
    public StoredPlan? Plan { get; init; }
    public StoredCompetition? Competition { get; init; }
    public StoredStudio? Studio { get; init; }

    /// <summary>Of the facts that an application was judged by.</summary>
    public static StoredRegisters Of(ApplicationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new()
        {
            Applicant = facts.Applicant is { } a ? new([.. a.Kinds.Order()], a.InDistrict) : null,
            Plan = facts.Plan is { } p
                ? new(p.Id, p.Applicant.Value, p.Occupation.Value, p.Level, p.ClassStartsOn, [.. facts.Lines.Select(line => Filed(p, line))]) : null,
            Competition = facts.Competition is { } c ? new(c.Id, c.Year, c.Class, c.Organiser.Value) : null,
            Studio = facts.Studio is { } s ? new(s.Id, s.Host.Value, s.Level, s.RecognisedOn, s.DistrictClaimed) : null,
        };
    }

    private static DateOnly? Filed(PlanFacts plan, LineFacts line) =>
        line.WorkerRef is { } worker && plan.FiledOn.TryGetValue(worker, out var day) ? day : null;
}

public sealed record StoredApplicant(EnterpriseKind[] Kinds, bool InDistrict);

/// <param name="FiledOn">By position of the line: the day of the first filing that named its worker; null: none did.</param>
public sealed record StoredPlan(string Id, string Applicant, string Occupation, SkillLevel Level, DateOnly ClassStartsOn, DateOnly?[] FiledOn);

public sealed record StoredCompetition(string Id, int Year, CompetitionClass Class, string Organiser);

/// <param name="DistrictClaimed">Matters under one reading of 三(四) only.</param>
public sealed record StoredStudio(string Id, string Host, StudioLevel Level, DateOnly RecognisedOn, bool DistrictClaimed);
