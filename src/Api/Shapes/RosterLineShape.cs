using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Shapes;

/// <summary>One row of the roster: the worker and the facts that the programme uses.</summary>
internal static class RosterLineShape
{
    /// <summary>Line numbers are free within this range.</summary>
    public const int MaxLineNumber = 999_999;

    /// <param name="use">Null: the programme itself is at fault, so nothing is said of what it does not use.</param>
    public static RosterLine Read(ShapeObject line, ProgrammeUse? use, DateOnly today, Repeats<int> numbers, Repeats<string> workers, Repeats<string> certificates)
    {
        line.Knows("line", "worker", "certificate", "employment", "internship", "award", "signedByWorker");
        var number = line.Whole("line", 1, MaxLineNumber);
        if (line.Has("line")) numbers.See(number, line.At, "line");

        var worker = line.Object("worker") is { } person ? WorkerOf(person, today, workers) : new Person("", "", null, false);

        return new RosterLine
        {
            Line = number,
            Worker = worker,
            Certificate = Fact(line, "certificate", use?.Certificate) is { } certificate ? CertificateOf(certificate, certificates) : null,
            Employment = Fact(line, "employment", use?.Employment) is { } employment ? EmploymentOf(employment) : null,
            Internship = Fact(line, "internship", use?.Internship) is { } internship ? InternshipOf(internship) : null,
            Award = Fact(line, "award", use?.Award) is { } award ? AwardOf(award) : null,
            SignedByWorker = Signature(line, use),
        };
    }

    private static ShapeObject? Fact(ShapeObject line, string name, bool? used)
    {
        if (used != false) return line.ObjectOrNull(name);
        if (line.Has(name)) line.Fault(name, FaultCode.NotUsedByProgramme);
        return null;
    }

    private static bool Signature(ShapeObject line, ProgrammeUse? use)
    {
        var signed = line.FlagOrNull("signedByWorker") ?? false;
        if (signed && use is { Signature: false }) line.Fault("signedByWorker", FaultCode.NotUsedByProgramme);
        return signed;
    }

    private static Person WorkerOf(ShapeObject worker, DateOnly today, Repeats<string> seen)
    {
        worker.Knows("name", "idNumber", "phone", "migrant");
        var person = new Person(
            worker.Text("name", ShapeLimits.PersonName), worker.IdNumber("idNumber", today), worker.TextOrNull("phone", ShapeLimits.Phone),
            worker.FlagOrNull("migrant") ?? false);
        if (person.IdNumber.Length > 0) seen.See(person.IdNumber, worker.At, "idNumber");
        return person;
    }

    private static Certificate CertificateOf(ShapeObject certificate, Repeats<string> seen)
    {
        certificate.Knows("number", "occupation", "level", "issuedOn", "declaredBy");
        var number = certificate.Text("number", ShapeLimits.Number);
        if (!string.IsNullOrWhiteSpace(number))
        {
            // What cannot be normalised has no pseudonym, and could not guard its key.
            if (CertificateNumber.TryParse(number, out var normalised)) seen.See(normalised.Value, certificate.At, "number");
            else certificate.Fault("number", FaultCode.InvalidText);
        }

        return new Certificate(
            number, certificate.Object("occupation") is { } occupation ? OccupationShape.Read(occupation) : new Occupation("", ""),
            certificate.Choice<SkillLevel>("level"), certificate.Day("issuedOn"), certificate.UsccOrNull("declaredBy"));
    }

    private static Employment EmploymentOf(ShapeObject employment)
    {
        employment.Knows("contractFrom", "contractTo", "socialInsuranceInHangzhou", "position");
        DateOnly? from = employment.DayOrNull("contractFrom", required: true);
        var to = employment.DayOrNull("contractTo");
        employment.InOrder(from, to, "contractTo");
        return new Employment(
            from ?? default, to, employment.Flag("socialInsuranceInHangzhou"), employment.TextOrNull("position", ShapeLimits.Title));
    }

    private static Internship InternshipOf(ShapeObject internship)
    {
        internship.Knows("base", "from", "to", "education", "contractFrom", "contractTo", "socialInsurance");
        var from = internship.DayOrNull("from", required: true);
        var to = internship.DayOrNull("to", required: true);
        internship.InOrder(from, to, "to");
        var hired = internship.DayOrNull("contractFrom", required: true);
        var until = internship.DayOrNull("contractTo");
        internship.InOrder(hired, until, "contractTo");
        return new Internship(
            internship.UsccCode("base"), from ?? default, to ?? default, internship.Choice<Education>("education"), hired ?? default, until,
            internship.Flag("socialInsurance"));
    }

    private static Award AwardOf(ShapeObject award)
    {
        award.Knows("edition", "announcedOn", "kind", "team", "occupation");
        return new Award(
            award.Whole("edition", 1, 999), award.Day("announcedOn"), award.Choice<AwardKind>("kind"),
            award.TextOrNull("team", ShapeLimits.Title), award.Text("occupation", ShapeLimits.Title));
    }
}
