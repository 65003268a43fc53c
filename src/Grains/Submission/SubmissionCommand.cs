using Gongshu.Grains.Applications;
using Gongshu.Grains.Attachments;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>From a judged application to the one transaction that commits it.</summary>
internal static class SubmissionCommand
{
    /// <param name="request">The form as it is stored; its hash tells a replay from a reuse of the key.</param>
    /// <returns>The command, and the first event of the case as it will read when it is stored.</returns>
    public static (LedgerCommand Command, CaseSubmitted Fact) Of(
        PreparedApplication prepared, CaseNumber number, OperationId operation, (byte[] Written, byte[] Hash) request, Pseudonymiser pseudonyms)
    {
        var fact = Fact(prepared);
        var body = CaseEvents.Write(fact, request.Written);
        var happened = NewEvent.After(EventChain.Genesis, number.ToString(), 1, CaseEvents.Submitted, prepared.Actor.Id, prepared.ReceivedAt, body);
        return (new()
        {
            Operation = new(operation, number.ToString(), 1, request.Hash, null, null, prepared.ReceivedAt),
            Cases = [Row(prepared, number, happened.Hash)],
            NewClaims = Claims(prepared, number),
            Decision = prepared.Actor.IsStaff ? new(number, 0, null, prepared.Actor.Id) : null,
            PersonTokens = Tokens(prepared, number, pseudonyms),
            Traces = Traces(prepared, number, pseudonyms),
            Events = [happened],
        }, fact);
    }

    private static CaseWrite Row(PreparedApplication prepared, CaseNumber number, byte[] receipt) => new()
    {
        Number = number,
        Version = 1,
        Status = CaseStatus.Submitted,
        Programme = prepared.Form.Programme,
        Applicant = prepared.Form.Applicant,
        ApplicantName = prepared.Applicant!.Name,
        Policy = prepared.Policy.Id,
        Amount = prepared.Evaluation.Amount,
        Claimed = prepared.Evaluation.Amount,
        Lines = prepared.Evaluation.Lines.Length,
        Receipt = receipt,
        SubmittedAt = prepared.ReceivedAt,
        StatusSince = prepared.ReceivedAt,
        DueOn = DueOn(prepared),
    };

    private static DateOnly? DueOn(PreparedApplication prepared) =>
        new Deadlines(prepared.Calendar, prepared.Policy.Administrative).OfStage(prepared.ReceivedAt);

    private static CaseSubmitted Fact(PreparedApplication prepared) => new()
    {
        Form = prepared.Form,
        Window = prepared.Window!.Value,
        Policy = prepared.Policy.Id,
        ApplicantName = prepared.Applicant!.Name,
        Day = prepared.Facts.Day,
        ReceivedAt = prepared.ReceivedAt,
        By = new(prepared.Actor.Id, prepared.Actor.Name),
        AtCounter = prepared.Actor.IsStaff,
        Lines = Lines(prepared),
        DueOn = DueOn(prepared),
        Registers = StoredRegisters.Of(prepared.Facts),
    };

    /// <summary>The lines with their verdicts, as the event keeps them.</summary>
    public static SubmittedLine[] Lines(PreparedApplication prepared) =>
        [.. prepared.Evaluation.Lines.Select((line, i) => new SubmittedLine(
        line.Line, line.WorkerRef, i < prepared.People.Length ? prepared.People[i].MaskedId : null, line.Certificate,
        Array.ConvertAll(line.Benefits, b => new SubmittedBenefit(b.Benefit, b.Verdict, b.Amount, b.Clause,
            Array.ConvertAll(b.Keys, k => new StoredKey(k.Subject.Value, k.Key)),
            Array.ConvertAll(b.Reasons, r => new StoredReason(r.Code.Wire(), r.DetailZh, r.DetailEn))))))];

    public static ClaimInsert[] Claims(PreparedApplication prepared, CaseNumber number)
    {
        var rows = new List<ClaimInsert>(prepared.Keys.Count());
        for (var i = 0; i < prepared.Evaluation.Lines.Length; i++)
        {
            var line = prepared.Evaluation.Lines[i];
            foreach (var benefit in line.Benefits)
            {
                if (benefit.Verdict != Verdict.Eligible) continue;
                var detail = Detail(prepared, i, line, benefit);
                var counted = Counted(i < prepared.Form.Lines.Length ? prepared.Form.Lines[i] : null);
                for (var ordinal = 0; ordinal < benefit.Keys.Length; ordinal++)
                {
                    var key = benefit.Keys[ordinal];
                    var first = IsFirstOfItsSubject(benefit.Keys, ordinal);
                    rows.Add(new(number, line.Line, benefit.Benefit, ordinal, key, ordinal == 0 ? benefit.Amount : Money.Zero,
                        line.WorkerRef, ordinal == 0 ? line.Certificate : null, first ? detail : null)
                    {
                        Counted = ordinal == 0 ? counted : null,
                    });
                }
            }
        }
        return [.. rows];
    }

    private static bool IsFirstOfItsSubject(ClaimKey[] keys, int ordinal)
    {
        for (var i = 0; i < ordinal; i++)
            if (keys[i].Subject == keys[ordinal].Subject) return false;
        return true;
    }

    /// <summary>What reports count the claims of a line by.</summary>
    /// <param name="given">Null: the line names nobody (三(四)).</param>
    public static CountedBy Counted(RosterLine? given) => new(given?.Certificate?.IssuedOn.Year, given?.Certificate?.Level, given?.Worker.Migrant ?? false);

    private static ClaimDetail Detail(PreparedApplication prepared, int index, LineVerdict line, BenefitVerdict benefit)
    {
        var given = index < prepared.Form.Lines.Length ? prepared.Form.Lines[index] : null;
        var certificate = given?.Certificate;
        return new(line.WorkerRef, index < prepared.People.Length ? prepared.People[index].MaskedId : null,
            Array.ConvertAll(benefit.Keys, k => k.Key), benefit.Clause, benefit.Amount,
            certificate?.Number, certificate?.Occupation.Code, certificate?.Occupation.Name, certificate?.Level, certificate?.IssuedOn)
        {
            ContractFrom = given?.Employment?.ContractFrom ?? given?.Internship?.ContractFrom,
            ContractTo = given?.Employment?.ContractTo ?? given?.Internship?.ContractTo,
            NameToken = given is null ? null : prepared.People[index].NameToken,
        };
    }

    /// <summary>Names; and worker references that are no subject of a claim here (the captain of a team), so that every person is found.</summary>
    public static PersonToken[] Tokens(PreparedApplication prepared, CaseNumber number, Pseudonymiser pseudonyms)
    {
        var subjects = new HashSet<SubjectId>(prepared.People.Length);
        foreach (var key in prepared.Keys) subjects.Add(key.Subject);
        var tokens = new HashSet<long>(prepared.People.Length);
        foreach (var person in prepared.People)
        {
            tokens.Add(person.NameToken);
            if (!subjects.Contains(SubjectId.Worker(person.WorkerRef))) tokens.Add(pseudonyms.NameToken(person.WorkerRef));
        }
        return [.. tokens.Order().Select(token => new PersonToken(token, number))];
    }

    /// <summary>What signals are found by; see <see cref="TraceKind"/>.</summary>
    public static Trace[] Traces(PreparedApplication prepared, CaseNumber number, Pseudonymiser pseudonyms)
    {
        var form = prepared.Form;
        var traces = new List<Trace>();
        void Add(TraceKind kind, string text, int count) => traces.Add(new(kind, pseudonyms.TraceToken(kind.ToString(), text), form.Applicant, number, count));
        if ((form.Bank ?? prepared.Applicant?.Bank) is { } bank) Add(TraceKind.BankAccount, bank.AccountNumber, 1);
        if (form.Contact.Phone is { } phone) Add(TraceKind.Phone, phone, 1);
        Add(TraceKind.ContactName, form.Contact.Name, 1);
        foreach (var day in form.Lines.Where(line => line.Certificate is not null).GroupBy(line => (line.Certificate!.IssuedOn, line.Certificate.Level)))
            Add(TraceKind.CertificateDay, CertificateDay(form.Applicant, day.Key.IssuedOn, day.Key.Level), day.Count());
        traces.AddRange(AttachmentUses.TracesOf(form.Documents.Select(document => document.Attachment).OfType<string>(), form.Applicant, number, pseudonyms));
        return [.. traces];
    }

    /// <summary>What certificates of one applicant, day and level have in common.</summary>
    public static string CertificateDay(string applicant, DateOnly issuedOn, SkillLevel level) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{applicant} {issuedOn:yyyy-MM-dd} {(int)level}");

    /// <summary>What the claims have in common that subjects remember once this is committed.</summary>
    public static ClaimedCase Remembered(PreparedApplication prepared, CaseNumber number)
    {
        var form = prepared.Form;
        return ClaimRows.CaseOf(number, new(form.Applicant, prepared.Applicant!.Name), form.Programme, prepared.Policy.Id, prepared.ReceivedAt);
    }
}
