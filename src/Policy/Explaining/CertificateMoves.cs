using System.Text.Json.Nodes;
using static Gongshu.Policy.FactGroup;
using static Gongshu.Policy.Move;

namespace Gongshu.Policy;

/// <summary>What could be otherwise about the certificate of a line.</summary>
internal static class CertificateMoves
{
    public static readonly Move[] All =
    [
        Part(
            Certificate, "certificate", new("职业资格证书", "the certificate"), FactSource.Application, "/certificate", null,
            [FactTable.Certificate, FactTable.CertificateOccupation, FactTable.CertificateLevel, FactTable.CertificateIssuedOn, FactTable.CertificateDeclaredBy],
            c => Show(c.Certificate), Given),
        Of(
            Certificate, FactTable.CertificateLevel, new("证书等级", "the certificate's level"), "/certificate/level",
            c => c.Certificate.Level, FactValue.Of, PaidLevels,
            (facts, level) => Set(facts, certificate => certificate with { Level = level }), (one, other) => Math.Abs(one - other)),
        Of(
            Certificate, FactTable.CertificateIssuedOn, new("证书发证日期", "the certificate's day of issue"), "/certificate/issuedOn",
            c => c.Certificate.IssuedOn, FactValue.Of, BoundaryDays.OfCertificate, (facts, day) => Set(facts, certificate => certificate with { IssuedOn = day }), Days),
        Of(
            Certificate, FactTable.CertificateDeclaredBy, new("证书的申报单位", "the declaring unit of the certificate"), "/certificate/declaredBy",
            c => c.Certificate.DeclaredBy, unit => unit is { } uscc ? FactValue.Of(uscc) : null, c => [c.Facts.ApplicantUscc],
            (facts, unit) => Set(facts, certificate => certificate with { DeclaredBy = unit })),
        Of(
            Certificate, FactTable.CertificateOccupation, new("证书职业编码", "the code of the certificate's occupation"), "/certificate/occupation/code",
            c => c.Certificate.Occupation, FactValue.Of, c => c.Facts.Plan is { } plan ? [plan.Occupation] : [],
            (facts, occupation) => Set(facts, certificate => certificate with { Occupation = occupation })),
    ];

    private static IEnumerable<SkillLevel> PaidLevels(RuleContext c) =>
        Enum.GetValues<SkillLevel>().Where(level => c.Benefit!.Amount.Per == AmountPer.Level && c.Benefit.Amount.For(level) is not null);

    private static Func<ApplicationFacts, ApplicationFacts> Given(RuleContext c)
    {
        var declared = c.Terms.Rules.Any(terms => terms.Rule.Reads.Contains(FactTable.CertificateDeclaredBy));
        var given = new CertificateFacts(
            Placeholder.CertificatePseudonym, c.Facts.Plan?.Occupation ?? Placeholder.Occupation, PaidLevels(c).FirstOrDefault(SkillLevel.Junior), c.Facts.Day,
            declared ? c.Facts.ApplicantUscc : null);
        return facts => facts.WithLine(line => line with { Certificate = given });
    }

    private static FactValue Show(CertificateFacts certificate) => FactValue.Part(
        new JsonObject
        {
            ["number"] = Placeholder.Number,
            ["occupation"] = new JsonObject { ["code"] = certificate.Occupation.Value, ["name"] = Placeholder.Text },
            ["level"] = EnumNames.Of(certificate.Level),
            ["issuedOn"] = FactValue.Text(certificate.IssuedOn),
            ["declaredBy"] = certificate.DeclaredBy?.Value,
        },
        $"等级{RefusalTexts.Name(certificate.Level)}，发证日期{certificate.IssuedOn:yyyy-MM-dd}；证书编号和职业为占位内容，须按证书填写",
        $"level {EnumNames.Of(certificate.Level)}, issued on {certificate.IssuedOn:yyyy-MM-dd}; its number and occupation are placeholders, to be filled in from the paper");

    private static ApplicationFacts Set(ApplicationFacts facts, Func<CertificateFacts, CertificateFacts> change) =>
        facts.WithLine(line => line with { Certificate = change(line.Certificate!) });
}
