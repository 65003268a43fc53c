using System.Text.Json.Nodes;
using static Gongshu.Policy.FactGroup;
using static Gongshu.Policy.Move;

namespace Gongshu.Policy;

/// <summary>What could be otherwise in the enterprise registry.</summary>
internal static class ApplicantMoves
{
    public static readonly Move[] All =
    [
        Part(
            Applicant, "applicant", new("申请单位", "the applicant"), FactSource.EnterpriseRegistry, null, null,
            [FactTable.Applicant, FactTable.ApplicantInDistrict, FactTable.ApplicantKinds],
            c => Show(c.Applicant), Given),
        Of(
            Applicant, FactTable.ApplicantInDistrict, new("申请单位为区属单位", "the applicant's belonging to the district"), null,
            c => c.Applicant.InDistrict, FactValue.Of, _ => [true], (facts, inDistrict) => facts with { Applicant = facts.Applicant! with { InDistrict = inDistrict } }),
        new()
        {
            Name = FactTable.ApplicantKinds.Name,
            Label = new("申请单位的类别", "the applicant's kinds"),
            Source = FactSource.EnterpriseRegistry,
            Sets = [FactTable.ApplicantKinds],
            Group = Applicant,
            Show = c => c.Facts.Applicant is { } applicant ? FactValue.Of(applicant.Kinds) : null,
            Candidates = c => c.Facts.Applicant is null ? [] : c.Terms.ApplicantKinds.Select(kind =>
                new Candidate(facts => facts with { Applicant = facts.Applicant! with { Kinds = facts.Applicant.Kinds.Append(kind).ToHashSet() } }, 0)),
        },
    ];

    private static Func<ApplicationFacts, ApplicationFacts> Given(RuleContext c)
    {
        var given = new ApplicantFacts(c.Facts.ApplicantUscc, new HashSet<EnterpriseKind> { c.Terms.ApplicantKinds[0] }, InDistrict: true);
        return facts => facts with { Applicant = given };
    }

    private static FactValue Show(ApplicantFacts applicant)
    {
        var kinds = FactValue.Of(applicant.Kinds);
        return FactValue.Part(
            new JsonObject { ["name"] = Placeholder.Text, ["kinds"] = JsonNode.Parse(kinds.Json), ["inDistrict"] = applicant.InDistrict },
            $"登记为{kinds.Shown.Zh}，区属单位", $"registered as {kinds.Shown.En}, of the district");
    }
}
