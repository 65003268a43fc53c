using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Shapes;

/// <summary><c>POST /applications</c> and <c>/applications/precheck</c>: one Annex 1 form with its roster.</summary>
internal static class ApplicationShape
{
    /// <param name="today">The policy day: nobody is born after it.</param>
    public static ApplicationForm Read(ShapeObject body, DateOnly today)
    {
        body.Knows("programme", "applicant", "contact", "bank", "trainingPlan", "competition", "masterStudio", "requestedAmount", "acceptPartial", "lines", "documents", "receivedOnPaper");
        var programme = body.Choice<Programme>("programme");
        var use = programme == default ? null : ProgrammeUse.Of(programme);

        return new ApplicationForm
        {
            Programme = programme,
            Applicant = body.UsccCode("applicant"),
            Contact = body.Object("contact") is { } contact ? ContactShape.Read(contact) : new Contact("", null),
            Bank = body.ObjectOrNull("bank") is { } bank ? BankShape.Read(bank) : null,
            TrainingPlan = Reference(body, "trainingPlan", use?.TrainingPlan),
            Competition = Reference(body, "competition", use?.Competition),
            MasterStudio = Reference(body, "masterStudio", use?.MasterStudio),
            RequestedAmount = body.AmountOrNull("requestedAmount"),
            AcceptPartial = body.FlagOrNull("acceptPartial") ?? false,
            Lines = Lines(body, use, today),
            Documents = body.List("documents", 0, ShapeLimits.Documents, required: false)?.Objects(DocumentShape.Read) ?? [],
            ReceivedOnPaper = PaperReceivedShape.ReadOrNull(body),
        };
    }

    private static string? Reference(ShapeObject body, string name, bool? used)
    {
        if (used != false) return body.TextOrNull(name, ShapeLimits.RegistryId);
        if (body.Has(name)) body.Fault(name, FaultCode.NotUsedByProgramme);
        return null;
    }

    private static RosterLine[] Lines(ShapeObject body, ProgrammeUse? use, DateOnly today)
    {
        if (use is { Roster: false })
        {
            if (body.List("lines", 0, int.MaxValue, required: false) is { Length: > 0 }) body.Fault("lines", FaultCode.NotUsedByProgramme);
            return [];
        }

        // With the programme unknown, nothing can be said of a missing roster.
        if (body.List("lines", use is null ? 0 : 1, ShapeLimits.RosterLines, required: use is not null) is not { } list) return [];
        var numbers = new Repeats<int>(FaultCode.LineNumberRepeated, list.Length);
        var workers = new Repeats<string>(FaultCode.WorkerListedTwice, list.Length);
        var certificates = new Repeats<string>(FaultCode.CertificateListedTwice, list.Length);
        var lines = list.Objects(line => RosterLineShape.Read(line, use, today, numbers, workers, certificates));
        numbers.Note(body.Faults);
        workers.Note(body.Faults);
        certificates.Note(body.Faults);
        return lines;
    }
}

/// <summary>Which references and facts a programme uses (the table of the contract).</summary>
internal sealed record ProgrammeUse(
    bool TrainingPlan = false, bool Competition = false, bool MasterStudio = false, bool Roster = true,
    bool Certificate = false, bool Employment = false, bool Internship = false, bool Award = false, bool Signature = false)
{
    public static ProgrammeUse Of(Programme programme) => programme switch
    {
        Programme.SkillTraining => new(TrainingPlan: true, Certificate: true, Employment: true),
        Programme.SkillUpgrade => new(Certificate: true, Employment: true, Signature: true),
        Programme.CompetitionTraining => new(Competition: true, Certificate: true),
        Programme.MasterStudio => new(MasterStudio: true, Roster: false),
        Programme.InternshipHiring => new(Internship: true),
        Programme.WorldSkills => new(Competition: true, Award: true),
    };
}
