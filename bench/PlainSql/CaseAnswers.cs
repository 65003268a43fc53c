using Gongshu.Policy;

namespace Gongshu.PlainSql;

/// <summary>A case as the contract shows it.</summary>
internal static class CaseAnswers
{
    public static CaseAnswer Of(CaseSubmitted fact, CaseNumber number, byte[] receipt)
    {
        var amount = Money.Zero;
        foreach (var line in fact.Lines)
            foreach (var benefit in line.Benefits) amount += benefit.Amount;
        return new()
        {
            CaseNumber = number,
            Status = CaseStatus.Submitted,
            Version = 1,
            Window = fact.Window,
            Policy = fact.Policy,
            Programme = fact.Form.Programme,
            Applicant = new(fact.Form.Applicant, fact.ApplicantName),
            Amount = amount,
            AmountInWords = RmbCapitals.Of(amount),
            Receipt = "sha256:" + Convert.ToHexStringLower(receipt),
            SubmittedAt = PolicyTime.Of(fact.ReceivedAt),
            Lines = [.. fact.Lines.Select((line, i) => Line(line, fact.Form.Lines[i], ClaimStatus.Held))],
            Contact = new(fact.Form.Contact.Name, Masked(fact.Form.Contact.Phone)),
            Documents = fact.Form.Documents,
            SubmittedBy = fact.By,
            DueOn = fact.DueOn,
        };
    }

    public static LineAnswer Line(StoredLine line, RosterLine given, ClaimStatus? claimed) => new(
        line.Line, line.WorkerRef, line.MaskedId, given.Worker.Name,
        Array.ConvertAll(line.Benefits, b => new BenefitAnswer(
            b.Benefit, b.Verdict, b.Amount, b.Clause, Array.ConvertAll(b.Keys, k => k.Key), Array.ConvertAll(b.Reasons, r => new ReasonAnswer(r.Code, r.Zh)),
            b.Verdict == Verdict.Eligible ? claimed : null, null)),
        given.Certificate, given.Employment, null, null, given.Worker.Migrant, given.SignedByWorker);

    private static string? Masked(string? phone) => phone switch
    {
        null => null,
        { Length: >= 9 } => string.Concat(phone.AsSpan(0, 3), new string('*', phone.Length - 7), phone.AsSpan(phone.Length - 4)),
        { Length: > 2 } => string.Concat(new string('*', phone.Length - 2), phone.AsSpan(phone.Length - 2)),
        _ => "**",
    };
}
