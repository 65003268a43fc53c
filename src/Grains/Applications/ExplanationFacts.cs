using Gongshu.Grains.Submission;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>From a stored case to the facts that its rules looked at: nothing is asked of anybody, so it is the truth of then.</summary>
internal static class ExplanationFacts
{
    /// <param name="registers">As they were stored, or as they are today.</param>
    /// <param name="positions">The lines asked for, by position.</param>
    public static ApplicationFacts Of(CaseState state, StoredRegisters registers, IReadOnlyList<int> positions)
    {
        var applicant = Uscc.Parse(state.Form.Applicant);
        return new()
        {
            Programme = state.Form.Programme,
            Day = state.Submitted.Day,
            Window = state.Submitted.Window,
            ApplicantUscc = applicant,
            Applicant = registers.Applicant is { } a ? new(applicant, a.Kinds.ToHashSet(), a.InDistrict) : null,
            Plan = registers.Plan is { } p
                ? new(p.Id, Uscc.Parse(p.Applicant), OccupationCode.Parse(p.Occupation), p.Level, p.ClassStartsOn, Filed(state, p, positions)) : null,
            Competition = registers.Competition is { } c ? new(c.Id, c.Year, c.Class, Uscc.Parse(c.Organiser)) : null,
            Studio = registers.Studio is { } s ? new(s.Id, Uscc.Parse(s.Host), s.Level, s.RecognisedOn) { DistrictClaimed = s.DistrictClaimed } : null,
            Lines = [.. positions.Select(i => Line(state, i))],
            Documents = state.Form.Documents.Select(document => document.Kind).ToHashSet(),
        };
    }

    private static LineFacts Line(CaseState state, int position)
    {
        var stored = state.Lines[position];
        return position < state.Form.Lines.Length
            ? RosterFacts.Of(state.Form.Lines[position], stored.WorkerRef, stored.Certificate)
            : new() { Line = stored.Line };
    }

    private static Dictionary<string, DateOnly> Filed(CaseState state, StoredPlan plan, IReadOnlyList<int> positions)
    {
        var filed = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        foreach (var i in positions)
            if (i < plan.FiledOn.Length && plan.FiledOn[i] is { } day && state.Lines[i].WorkerRef is { } worker) filed[worker] = day;
        return filed;
    }
}
