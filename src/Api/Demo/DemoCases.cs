using static Gongshu.Api.Demo.DemoRegistries;

namespace Gongshu.Api.Demo;

/// <summary>How far a case of the demo goes.</summary>
internal enum DemoFate { Submitted = 1, Recommended, Endorsed, Approved, Returned, Rejected, Withdrawn }

/// <summary>An application, and what becomes of it.</summary>
/// <param name="Key">Its <c>Idempotency-Key</c>.</param>
/// <param name="Papers">What came on paper and the handler confirms.</param>
internal sealed record DemoCase(string Key, DemoOrganisation Applicant, object Form, string[] Papers, DemoFate Fate, int Lines = 1)
{
    /// <summary>A line that the handler rejects while passing the others; 0: none.</summary>
    public int RejectedLine { get; init; }
}

/// <summary>The applications of the demo: all six programmes, every stage that an open window can have.</summary>
internal static class DemoCases
{
    private static readonly string[]
        TrainingPapers = ["identityDocument", "labourContract", "socialInsuranceProof", "certificateRoster", "assessmentInvoice"],
        UpgradePapers = [.. TrainingPapers, "benefitRoster"],
        ContestPapers = ["competitionDocument", "certificateRoster"],
        Recognition = ["recognitionDocument"],
        InternshipPapers = ["internshipMaterials"];

    public static DemoCase[] All { get; } =
    [
        Training("welders", Welders, DemoFate.Approved),
        Training("electricians", Electricians, DemoFate.Endorsed),
        Training("fitters", Fitters, DemoFate.Recommended) with { RejectedLine = 4 },
        Training("own-staff", OwnStaff, DemoFate.Submitted),
        Upgrade("upgrade-approved", Machines, DemoOccupation.Welder, "senior", 1, 5, DemoFate.Approved),
        Upgrade("upgrade-technicians", Installations, DemoOccupation.Electrician, "technician", 58, 6, DemoFate.Submitted),
        Upgrade("upgrade-endorsed", Logistics, DemoOccupation.Welder, "seniorTechnician", 64, 4, DemoFate.Endorsed),
        Upgrade("upgrade-returned", Installations, DemoOccupation.Welder, "senior", 68, 3, DemoFate.Returned),
        Upgrade("upgrade-rejected", Logistics, DemoOccupation.Electrician, "senior", 71, 2, DemoFate.Rejected),
        Upgrade("upgrade-withdrawn", Machines, DemoOccupation.Electrician, "technician", 73, 2, DemoFate.Withdrawn),
        Contest("contest-approved", 75, 5, DemoFate.Approved),
        Contest("contest-submitted", 80, 8, DemoFate.Submitted),
        Studio("studio-welding", Machines, "demo-studio-welding", DemoFate.Approved),
        Studio("studio-electric", Installations, "demo-studio-electric", DemoFate.Recommended),
        Studio("studio-fitting", Logistics, "demo-studio-fitting", DemoFate.Submitted),
        Internship("hired-approved", 88, 6, "master", DemoFate.Approved),
        Internship("hired-returned", 94, 4, "bachelor", DemoFate.Returned),
        Award("worldskills", Machines, 98, DemoFate.Endorsed),
    ];

    /// <summary>What the system refuses: the same people again, a plan filed late, an enterprise of another district, a contest of class B.</summary>
    public static DemoCase[] Refused { get; } =
    [
        Upgrade("refused-duplicate", Installations, DemoOccupation.Welder, "senior", 1, 2, DemoFate.Submitted),
        Training("refused-late", FiledLate, DemoFate.Submitted),
        Upgrade("refused-elsewhere", Elsewhere, DemoOccupation.Fitter, "senior", 101, 1, DemoFate.Submitted),
        Contest("refused-class-b", 102, 1, DemoFate.Submitted, "demo-contest-b"),
    ];

    private static DemoCase Training(string key, DemoClass plan, DemoFate fate) => Of(key, plan.Applicant, TrainingPapers, fate, plan.Count, new
    {
        programme = "skillTraining",
        applicant = plan.Applicant.Uscc,
        contact = Contact,
        trainingPlan = plan.Id,
        documents = OnPaper(TrainingPapers),
        lines = Workers(plan.First, plan.Count).Select(worker => new
        {
            worker.line,
            worker = Person(worker.person, migrant: worker.line % 3 == 0),
            certificate = Certificate(worker.person, plan.Occupation, plan.Level, plan.Applicant.Uscc),
            employment = Employment(plan.Occupation),
        }),
    });

    private static DemoCase Upgrade(string key, DemoOrganisation applicant, DemoOccupation occupation, string level, int first, int count, DemoFate fate) =>
        Of(key, applicant, UpgradePapers, fate, count, new
        {
            programme = "skillUpgrade",
            applicant = applicant.Uscc,
            contact = Contact,
            documents = OnPaper(UpgradePapers),
            lines = Workers(first, count).Select(worker => new
            {
                worker.line,
                worker = Person(worker.person),
                certificate = Certificate(worker.person, occupation, level, applicant.Uscc),
                employment = Employment(occupation),
                signedByWorker = true,
            }),
        });

    private static DemoCase Contest(string key, int first, int count, DemoFate fate, string competition = "demo-contest-welding") =>
        Of(key, Organiser, ContestPapers, fate, count, new
        {
            programme = "competitionTraining",
            applicant = Organiser.Uscc,
            contact = Contact,
            competition,
            documents = OnPaper(ContestPapers),
            lines = Workers(first, count).Select(worker => new
            {
                worker.line,
                worker = Person(worker.person),
                certificate = Certificate(worker.person, DemoOccupation.Welder, "senior", Organiser.Uscc),
            }),
        });

    private static DemoCase Studio(string key, DemoOrganisation host, string studio, DemoFate fate) => Of(key, host, Recognition, fate, 1, new
    {
        programme = "masterStudio",
        applicant = host.Uscc,
        contact = Contact,
        masterStudio = studio,
        documents = OnPaper(Recognition),
    });

    private static DemoCase Internship(string key, int first, int count, string education, DemoFate fate) =>
        Of(key, InternshipBase, InternshipPapers, fate, count, new
        {
            programme = "internshipHiring",
            applicant = InternshipBase.Uscc,
            contact = Contact,
            documents = OnPaper(InternshipPapers),
            lines = Workers(first, count).Select(worker => new
            {
                worker.line,
                worker = Person(worker.person),
                internship = new
                {
                    @base = InternshipBase.Uscc,
                    from = "2017-09-01",
                    to = "2018-02-28",
                    education,
                    contractFrom = "2018-03-01",
                    socialInsurance = true,
                },
            }),
        });

    private static DemoCase Award(string key, DemoOrganisation applicant, int worker, DemoFate fate) => Of(key, applicant, Recognition, fate, 1, new
    {
        programme = "worldSkills",
        applicant = applicant.Uscc,
        contact = Contact,
        competition = "demo-worldskills",
        documents = OnPaper(Recognition),
        lines = new[]
        {
            new
            {
                line = 1,
                worker = Person(DemoPeople.Worker(worker)),
                award = new { edition = 45, announcedOn = "2018-03-12", kind = "nationalTeamTopThree", occupation = "焊接" },
            },
        },
    });

    private static DemoCase Of(string key, DemoOrganisation applicant, string[] papers, DemoFate fate, int lines, object form) =>
        new($"demo-{key}", applicant, form, papers, fate, lines);

    private static IEnumerable<(int line, DemoPerson person)> Workers(int first, int count) =>
        Enumerable.Range(0, count).Select(i => (i + 1, DemoPeople.Worker(first + i)));

    private static object Person(DemoPerson worker, bool migrant = false) => new { name = worker.Name, idNumber = worker.IdNumber, phone = worker.Phone, migrant };

    private static object Certificate(DemoPerson worker, DemoOccupation occupation, string level, string declaredBy) => new
    {
        number = worker.CertificateNumber,
        occupation = occupation.Form,
        level,
        issuedOn = "2018-03-19",
        declaredBy,
    };

    private static object Employment(DemoOccupation occupation) => new { contractFrom = "2016-07-01", socialInsuranceInHangzhou = true, position = occupation.Name };

    private static IEnumerable<object> OnPaper(string[] kinds) => kinds.Select(kind => new { kind, onPaper = true });
}
