using System.Text.Json.Nodes;
using static Gongshu.Policy.FactGroup;
using static Gongshu.Policy.Move;

namespace Gongshu.Policy;

/// <summary>What could be otherwise about the labour contract of a line, and the signature.</summary>
internal static class EmploymentMoves
{
    public static readonly Move[] All =
    [
        Part(
            Employment, "employment", new("劳动合同", "the labour contract"), FactSource.Application, "/employment", null,
            [FactTable.ContractFrom, FactTable.ContractTo, FactTable.SocialInsurance],
            c => Show(c.Employment), Given),
        Of(
            Employment, FactTable.ContractFrom, new("劳动合同起始日期", "the first day of the labour contract"), "/employment/contractFrom",
            c => c.Employment.ContractFrom, FactValue.Of, c => [BoundaryDays.OfContract(c)], (facts, day) => Set(facts, contract => contract with { ContractFrom = day }), Days),
        Of(
            Employment, FactTable.ContractTo, new("劳动合同终止日期", "the last day of the labour contract"), "/employment/contractTo",
            c => c.Employment.ContractTo, day => day is { } last ? FactValue.Of(last) : null, c => [BoundaryDays.OfContract(c)],
            (facts, day) => Set(facts, contract => contract with { ContractTo = day }), Days),
        Of(
            Employment, FactTable.SocialInsurance, new("在杭州市区缴纳社会保险费", "social insurance in Hangzhou"), "/employment/socialInsuranceInHangzhou",
            c => c.Employment.SocialInsuranceInHangzhou, FactValue.Of, _ => [true], (facts, paid) => Set(facts, contract => contract with { SocialInsuranceInHangzhou = paid })),
        Of(
            null, FactTable.SignedByWorker, new("发放名册（附件2）本人签字", "the worker's signature on Annex 2"), "/signedByWorker",
            c => c.Line!.SignedByWorker, FactValue.Of, _ => [true], (facts, signed) => facts.WithLine(line => line with { SignedByWorker = signed })),
    ];

    private static Func<ApplicationFacts, ApplicationFacts> Given(RuleContext c)
    {
        var given = new EmploymentFacts(BoundaryDays.OfContract(c), null, SocialInsuranceInHangzhou: true);
        return facts => facts.WithLine(line => line with { Employment = given });
    }

    private static FactValue Show(EmploymentFacts contract) => FactValue.Part(
        new JsonObject
        {
            ["contractFrom"] = FactValue.Text(contract.ContractFrom),
            ["contractTo"] = contract.ContractTo is { } last ? FactValue.Text(last) : null,
            ["socialInsuranceInHangzhou"] = contract.SocialInsuranceInHangzhou,
            ["position"] = null,
        },
        $"自{contract.ContractFrom:yyyy-MM-dd}或更早起有效，并在杭州市区缴纳社会保险费",
        $"in force from {contract.ContractFrom:yyyy-MM-dd} or earlier, with social insurance in Hangzhou");

    private static ApplicationFacts Set(ApplicationFacts facts, Func<EmploymentFacts, EmploymentFacts> change) =>
        facts.WithLine(line => line with { Employment = change(line.Employment!) });
}
