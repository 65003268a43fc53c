using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.PlainSql;

/// <summary>One row of the table claims: one subject and one entitlement key of one benefit of one line.</summary>
internal sealed record ClaimRow(
    ClaimKey Key, int Line, Benefit Benefit, int Ordinal, long Fen, string? Worker, string? Certificate, ClaimDetail? Detail, int? CertificateYear, SkillLevel? Level, bool? Migrant)
{
    /// <summary>In the order of their keys: two transactions that want the same ones meet in one order.</summary>
    public static ClaimRow[] Of(Judged judged, Pseudonymiser pseudonyms)
    {
        var rows = new List<ClaimRow>(judged.Form.Lines.Length * 2);
        for (var i = 0; i < judged.Evaluation.Lines.Length; i++)
        {
            var (line, given) = (judged.Evaluation.Lines[i], judged.Form.Lines[i]);
            foreach (var benefit in line.Benefits)
            {
                if (benefit.Verdict != Verdict.Eligible) continue;
                var detail = DetailOf(given, judged.People[i], line, benefit, pseudonyms);
                for (var ordinal = 0; ordinal < benefit.Keys.Length; ordinal++)
                {
                    var first = ordinal == 0;
                    rows.Add(new(
                        benefit.Keys[ordinal], line.Line, benefit.Benefit, ordinal, first ? benefit.Amount.Fen : 0, first ? line.WorkerRef : null,
                        first ? line.Certificate : null, first ? detail : null, first ? given.Certificate?.IssuedOn.Year : null, first ? given.Certificate?.Level : null,
                        first ? given.Worker.Migrant : null));
                }
            }
        }
        rows.Sort((one, other) => one.Key.CompareTo(other.Key));
        return [.. rows];
    }

    private static ClaimDetail DetailOf(RosterLine given, Person person, LineVerdict line, BenefitVerdict benefit, Pseudonymiser pseudonyms) => new(
        line.WorkerRef, person.MaskedId, System.Array.ConvertAll(benefit.Keys, key => key.Key), benefit.Clause, benefit.Amount,
        given.Certificate?.Number, given.Certificate?.Occupation.Code, given.Certificate?.Occupation.Name, given.Certificate?.Level, given.Certificate?.IssuedOn)
    {
        ContractFrom = given.Employment?.ContractFrom,
        ContractTo = given.Employment?.ContractTo,
        NameToken = pseudonyms.NameToken(given.Worker.Name),
    };
}
