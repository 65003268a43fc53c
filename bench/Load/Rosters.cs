using System.Globalization;
using Gongshu.PlainSql;
using Gongshu.Policy;
using Gongshu.Testing.Samples;

namespace Gongshu.Load;

/// <summary>One application of the load: who applies, for whom, and which certificate of theirs it is (each skill is an entitlement of its own).</summary>
/// <param name="Skills">By position: the number of the certificate, from 0.</param>
internal sealed record Roster(int Employer, int[] Persons, int[] Skills);

/// <summary>The made-up world of the load: the same numbers give the same people on both sides.</summary>
internal static class World
{
    /// <summary>A Monday inside the window of 2018 Q1.</summary>
    public const string StartAt = "2018-03-05T09:00:00+08:00";

    public const int Employers = 16;
    private const int PerSeed = 100_000;

    private static readonly DocumentKind[] Papers =
    [
        DocumentKind.IdentityDocument, DocumentKind.LabourContract, DocumentKind.SocialInsuranceProof, DocumentKind.CertificateRoster,
        DocumentKind.AssessmentInvoice, DocumentKind.BenefitRoster,
    ];

    public static SampleOrganisation Employer(int index) => new SamplePeople(99).Enterprise(index);

    public static SamplePerson Person(int number) => new SamplePeople(number / PerSeed)[number % PerSeed];

    public static Enterprise Registered(int index)
    {
        var organisation = Employer(index);
        return new(
            organisation.Uscc, organisation.Name, [EnterpriseKind.Employer], true, new(organisation.BankName, organisation.Name, organisation.AccountNumber));
    }

    public static Application Form(Roster roster) => new()
    {
        Programme = Programme.SkillUpgrade,
        Applicant = Employer(roster.Employer).Uscc,
        Contact = new("测试联系人", "12000000000"),
        Lines = [.. roster.Persons.Select((person, i) => Line(i + 1, Person(person), roster.Skills[i]))],
        Documents = [.. Papers.Select(kind => new Document(kind, null, OnPaper: true))],
    };

    public static IReadOnlyList<DocumentKind> PapersSeen => Papers;

    private static RosterLine Line(int line, SamplePerson person, int skill) => new()
    {
        Line = line,
        Worker = new(person.Name, person.IdNumber, null, false),
        Certificate = new(
            string.Create(CultureInfo.InvariantCulture, $"{person.CertificateNumber}{skill:D4}"),
            new(string.Create(CultureInfo.InvariantCulture, $"6-18-{skill / 100:D2}-{skill % 100:D2}"), "焊工"), SkillLevel.Senior, new DateOnly(2018, 2, 11), null),
        Employment = new(new DateOnly(2016, 7, 1), null, true, null),
        SignedByWorker = true,
    };
}

/// <summary>Deals out rosters: the same sequence of rounds gets the same rosters on both sides.</summary>
/// <param name="firstStranger">Strangers that were named before, or are named by another process.</param>
/// <param name="firstWarm">Where this process's warm population begins, which no other process's reaches.</param>
internal sealed class Dealer(int firstStranger = 0, int firstWarm = 0)
{
    /// <summary>Persons below it are the warm population, above it each is named once.</summary>
    public const int FirstStranger = 200_000, HotPerson = 199_999;

    private const int OneInFifty = 50;
    private long _warm;
    private int _stranger = FirstStranger + firstStranger;
    private int _hot;

    /// <param name="population">Warm: how many workers take turns, a multiple of <paramref name="lines"/>. 0: strangers.</param>
    /// <param name="duplicates">One roster in fifty names somebody who has that certificate's claim already.</param>
    public Roster[] Deal(int count, int lines, int population, bool duplicates)
    {
        var dealt = new Roster[count];
        for (var i = 0; i < count; i++)
        {
            var (persons, skills) = (new int[lines], new int[lines]);
            for (var line = 0; line < lines; line++)
            {
                (persons[line], skills[line]) = population == 0 ? (_stranger++, 0) : (firstWarm + (int)(_warm % population), (int)(_warm / population));
                if (population > 0) _warm++;
            }
            if (duplicates && i % OneInFifty == OneInFifty - 1) (persons[0], skills[0]) = (0, 0);
            dealt[i] = new(i % World.Employers, persons, skills);
        }
        return dealt;
    }

    /// <summary>The hot worker's one claim, again and again.</summary>
    public Roster Hot() => new(_hot++ % World.Employers, [HotPerson], [0]);
}
