using System.Security.Cryptography;
using System.Text;
using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Importing;

/// <summary>From prepared payments to the one transaction that imports them: a case for each applicant, programme and day of payment.</summary>
internal static class ImportCommandBuilder
{
    private const int MostLines = 5_000;

    /// <summary>The file is the operation: the same bytes again are the same import.</summary>
    public static OperationId OperationOf(byte[] sha256) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("import\n" + Convert.ToHexStringLower(sha256)))));

    /// <summary>The payments of each case, in the order of the file.</summary>
    public static PreparedClaim[][] Cases(IEnumerable<PreparedClaim> claims) =>
    [
        .. claims.GroupBy(claim => (claim.Claim.Applicant, claim.Claim.Programme, claim.Claim.PaidOn, claim.Claim.Competition, claim.Claim.Studio))
            .SelectMany(group => group.Chunk(MostLines)),
    ];

    public static LedgerCommand Build(IReadOnlyList<(CaseNumber Number, PreparedClaim[] Claims, string ApplicantName)> cases, ImportOrder order, Pseudonymiser pseudonyms)
    {
        var (events, rows, inserts, tokens) = (new List<NewEvent>(), new List<CaseWrite>(), new List<ClaimInsert>(), new List<PersonToken>());
        foreach (var (number, claims, name) in cases)
        {
            var fact = Fact(claims, name, order);
            var happened = NewEvent.After(EventChain.Genesis, number.ToString(), 1, CaseEvents.Imported, order.By.Id, order.Now, CaseEvents.Write(fact));
            var state = CaseState.Fold(null, [CaseCommand.Stored(happened)])!;
            events.Add(happened);
            rows.Add(CaseCommand.Row(state));
            inserts.AddRange(Inserts(state, fact, pseudonyms));
            tokens.AddRange(Tokens(state, pseudonyms));
        }

        return new()
        {
            Operation = new(OperationOf(order.Sha256), cases.Min(one => one.Number).ToString(), 1, order.Sha256, null, null, order.Now),
            Cases = [.. rows],
            NewClaims = [.. inserts],
            PersonTokens = [.. tokens.Distinct()],
            Events = [.. events],
            IsImport = true,
        };
    }

    private static CaseImported Fact(PreparedClaim[] claims, string applicantName, ImportOrder order)
    {
        var first = claims[0];
        var (form, lines, rows) = (new List<RosterLine>(), new List<SubmittedLine>(), new List<ImportedRow>());
        foreach (var line in Lines(claims))
        {
            var number = lines.Count + 1;
            if (GivenOf(number, line[0].Claim) is { } given) form.Add(given);
            lines.Add(new(number, line[0].WorkerRef, line[0].MaskedId, line[0].Certificate, [.. line.Select(claim => new SubmittedBenefit(
                claim.Claim.Benefit, Verdict.Eligible, claim.Claim.Amount, claim.Clause, Array.ConvertAll(claim.Keys, key => new StoredKey(key.Subject.Value, key.Key)), []))]));
            rows.AddRange(line.Select(claim => new ImportedRow(number, claim.Claim.Benefit, claim.Claim.Row, claim.Claim.Source)));
        }

        return new()
        {
            Form = new()
            {
                Programme = first.Claim.Programme,
                Applicant = first.Claim.Applicant.Value,
                Contact = new("", null),
                Competition = first.Claim.Competition,
                MasterStudio = first.Claim.Studio,
                Lines = [.. form],
            },
            Window = first.Window,
            Policy = first.Policy.Id,
            ApplicantName = applicantName,
            PaidOn = first.Claim.PaidOn,
            Lines = [.. lines],
            Rows = [.. rows],
            FileSha256 = Convert.ToHexStringLower(order.Sha256),
            By = order.By,
            At = order.Now,
        };
    }

    /// <summary>
    /// What one holder was paid for one certificate is one line, a benefit at most once in it, as in an application. Whatever repeats (a studio's funds of
    /// two levels, awards of two editions) begins another line.
    /// </summary>
    private static List<List<PreparedClaim>> Lines(PreparedClaim[] claims)
    {
        var (lines, places) = (new List<List<PreparedClaim>>(), new Dictionary<(string? Worker, string? Certificate, int Time), List<PreparedClaim>>());
        var times = new Dictionary<(string?, string?, Benefit), int>();
        foreach (var claim in claims)
        {
            var repeated = (claim.WorkerRef, claim.Certificate, claim.Claim.Benefit);
            var place = (claim.WorkerRef, claim.Certificate, times[repeated] = times.GetValueOrDefault(repeated) + 1);
            if (!places.TryGetValue(place, out var line)) lines.Add(places[place] = line = []);
            line.Add(claim);
        }

        return lines;
    }

    /// <summary>Null: a studio's funds name nobody.</summary>
    private static RosterLine? GivenOf(int number, PaidClaim claim) => claim.IdNumber is null ? null : new()
    {
        Line = number,
        Worker = new(claim.Name!, claim.IdNumber, claim.Phone, claim.Migrant),
        Certificate = claim is { CertificateNumber: { } certificate, Occupation: { } occupation, Level: { } level, IssuedOn: { } issuedOn }
            ? new(certificate, new(occupation.Value, claim.OccupationName ?? ""), level, issuedOn, claim.DeclaredBy?.Value) : null,
    };

    private static IEnumerable<ClaimInsert> Inserts(CaseState state, CaseImported fact, Pseudonymiser pseudonyms)
    {
        foreach (var claim in state.Claims)
        {
            var line = Array.Find(state.Lines, one => one.Line == claim.Line)!;
            var given = Array.Find(state.Form.Lines, one => one.Line == claim.Line);
            var clause = Array.Find(line.Benefits, benefit => benefit.Benefit == claim.Benefit)!.Clause;
            var source = Array.Find(fact.Rows, row => row.Line == claim.Line && row.Benefit == claim.Benefit)!;
            var detail = new ClaimDetail(line.WorkerRef, line.MaskedId, Array.ConvertAll(claim.Keys, key => key.Key), clause, claim.Amount, given?.Certificate?.Number,
                given?.Certificate?.Occupation.Code, given?.Certificate?.Occupation.Name, given?.Certificate?.Level, given?.Certificate?.IssuedOn)
            {
                NameToken = given is null ? null : pseudonyms.NameToken(given.Worker.Name),
                Imported = new(source.Source, fact.FileSha256, source.Row),
            };
            for (var ordinal = 0; ordinal < claim.Keys.Length; ordinal++)
            {
                var key = claim.Keys[ordinal];
                var first = Array.FindIndex(claim.Keys, one => one.Subject == key.Subject) == ordinal;
                yield return new(state.Number, claim.Line, claim.Benefit, ordinal, new(new(key.Subject), key.Key), ordinal == 0 ? claim.Amount : Money.Zero,
                    line.WorkerRef, ordinal == 0 ? line.Certificate : null, first ? detail : null)
                {
                    Counted = ordinal == 0 ? SubmissionCommand.Counted(given) : null,
                    Status = ClaimStatus.Paid,
                };
            }
        }
    }

    /// <summary>As of an application: names, and references of people who hold none of the keys.</summary>
    private static IEnumerable<PersonToken> Tokens(CaseState state, Pseudonymiser pseudonyms)
    {
        var subjects = state.Claims.SelectMany(claim => claim.Keys).Select(key => key.Subject).ToHashSet(StringComparer.Ordinal);
        foreach (var given in state.Form.Lines) yield return new(pseudonyms.NameToken(given.Worker.Name), state.Number);
        foreach (var worker in state.Lines.Select(line => line.WorkerRef).OfType<string>())
            if (!subjects.Contains(SubjectId.Worker(worker).Value)) yield return new(pseudonyms.NameToken(worker), state.Number);
    }
}
