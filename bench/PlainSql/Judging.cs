using System.Globalization;
using Gongshu.Policy;

namespace Gongshu.PlainSql;

/// <summary>An application with what it was judged by, and the judgement.</summary>
internal sealed record Judged(
    Application Form, Caller By, DateTimeOffset At, WindowId Window, SubsidyPolicy Policy, Enterprise? Applicant, ApplicationFacts Facts, Person[] People, Evaluation Evaluation,
    DateOnly? DueOn, bool IsOpen)
{
    public IEnumerable<(LineVerdict Line, BenefitVerdict Benefit)> Eligible =>
        from line in Evaluation.Lines
        from benefit in line.Benefits
        where benefit.Verdict == Verdict.Eligible
        select (line, benefit);
}

internal sealed record Person(string WorkerRef, string MaskedId);

/// <summary>From a form to the policy's verdict. Policies, calendar and registered organisations are kept in memory, as in any program of this kind.</summary>
internal sealed class Judging(PolicySet policies, WorkingDayCalendar calendar, Pseudonymiser pseudonyms, Func<string, Enterprise?> enterprises)
{
    private readonly IntakeCalendar _intake = IntakeCalendar.Of(policies);

    /// <returns>Either the judgement, or every fault of the form.</returns>
    public (Judged? Judged, Fault[] Faults) Of(Application form, Caller by, DateTimeOffset at)
    {
        var faults = new List<Fault>();
        if (form.Programme != Programme.SkillUpgrade) faults.Add(new("/programme", "unknown-value", "not offered here"));
        if (form.AcceptPartial) faults.Add(new("/acceptPartial", "unknown-value", "not offered here"));
        if (!Uscc.TryParse(form.Applicant, out var uscc)) faults.Add(new("/applicant", "invalid-uscc", ""));
        var day = PolicyTime.DayOf(at);
        var people = new Person[form.Lines.Length];
        var lines = new LineFacts[form.Lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            if (LineOf(form.Lines[i], day, out people[i]) is { } facts) lines[i] = facts;
            else faults.Add(new(string.Create(CultureInfo.InvariantCulture, $"/lines/{i}"), "invalid-text", ""));
        }
        if (faults.Count > 0) return (null, [.. faults]);

        var open = _intake.OpenOn(day);
        var window = open?.Window ?? _intake.NextAfter(day)?.Window ?? WindowId.OfDay(day);
        var policy = policies.Of(window)!;
        var applicant = enterprises(uscc.Value);
        if (applicant is { Bank: null }) return (null, [new("/bank", "required", "")]);
        var known = new ApplicationFacts
        {
            Programme = form.Programme,
            Day = day,
            Window = window,
            ApplicantUscc = uscc,
            Applicant = applicant is null ? null : new(uscc, applicant.Kinds.ToHashSet(), applicant.InDistrict),
            Lines = lines,
            Documents = form.Documents.Select(document => document.Kind).ToHashSet(),
        };
        foreach (var repeat in RosterRepeats.Find(known, policy))
            foreach (var i in repeat.Indexes) faults.Add(new(string.Create(CultureInfo.InvariantCulture, $"/lines/{i}"), repeat.Code, ""));
        if (faults.Count > 0) return (null, [.. faults]);
        var due = calendar.AddWorkingDays(day, policy.Administrative.StageWorkingDays);
        return (new(form, by, at, window, policy, applicant, known, people, Evaluator.Evaluate(known, policy, calendar, factsUsed: false), due.IsKnown ? due.Value : null, open is not null), []);
    }

    /// <summary>Again, where one of its certificates is somebody else's.</summary>
    public Judged With(Judged judged, IReadOnlyDictionary<string, string> owners)
    {
        if (!judged.Facts.Lines.Any(line => line.Certificate is { } given && owners.TryGetValue(given.Number, out var owner) && owner != line.WorkerRef)) return judged;
        var facts = judged.Facts with { CertificateOwners = owners };
        return judged with { Facts = facts, Evaluation = Evaluator.Evaluate(facts, judged.Policy, calendar, factsUsed: false) };
    }

    public DateOnly? NextStage(DateTimeOffset at, SubsidyPolicy policy) =>
        calendar.AddWorkingDays(PolicyTime.DayOf(at), policy.Administrative.StageWorkingDays) is { IsKnown: true } due ? due.Value : null;

    /// <summary>The first refusal in the contract's order; duplicates are for the database to say.</summary>
    public static Problem? Refusal(Judged judged) =>
        !judged.IsOpen ? Problems.Of("window-closed", 422)
        : judged.Evaluation.Missing.Length > 0 ? Problems.Of("incomplete-documents", 422)
        : judged.Evaluation.IsEligible ? null
        : Problems.Of("not-eligible", 422);

    private LineFacts? LineOf(RosterLine line, DateOnly today, out Person person)
    {
        person = new("", "");
        if (!ResidentId.TryParse(line.Worker.IdNumber, today, out var id)) return null;
        person = new(pseudonyms.Worker(id), id.Masked);
        CertificateFacts? certificate = null;
        if (line.Certificate is { } given)
        {
            if (!CertificateNumber.TryParse(given.Number, out var number) || !OccupationCode.TryParse(given.Occupation.Code, out var occupation)) return null;
            Uscc? declaredBy = null;
            if (given.DeclaredBy is not null)
            {
                if (!Uscc.TryParse(given.DeclaredBy, out var unit)) return null;
                declaredBy = unit;
            }
            certificate = new(pseudonyms.Certificate(number), occupation, given.Level, given.IssuedOn, declaredBy);
        }
        return new LineFacts
        {
            Line = line.Line,
            WorkerRef = person.WorkerRef,
            Certificate = certificate,
            Employment = line.Employment is { } e ? new(e.ContractFrom, e.ContractTo, e.SocialInsuranceInHangzhou) : null,
            SignedByWorker = line.SignedByWorker,
        };
    }
}
