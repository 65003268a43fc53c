using System.Globalization;
using System.Text.Json;
using Gongshu.Ledger;
using Gongshu.Policy;
using Npgsql;
using NpgsqlTypes;

namespace Gongshu.PlainSql;

/// <summary>
/// The rows of one application as one batch: one implicit transaction, one round trip, plain inserts. A key that is taken fails the unique index,
/// and with it everything.
/// </summary>
internal static class SubmitBatch
{
    public static void Fill(NpgsqlBatch batch, Judged judged, CaseNumber number, byte[] operation, byte[] requestHash, NewEvent submitted, Sealer sealer, Pseudonymiser pseudonyms)
    {
        var stored = Columns.Number(number);
        var claims = ClaimRow.Of(judged, pseudonyms);
        // Its id before the event's sequence, as the feed of events demands.
        batch.Statement("SELECT pg_current_xact_id()");
        batch.Statement(
            "INSERT INTO gongshu.operations (id, abandoned, stream, version, request_hash, sealed_request, sealed_answer, at) VALUES ($1, 0, $2, 1, $3, NULL, NULL, $4)",
            Columns.Of(operation), Columns.Of(submitted.Stream), Columns.Of(requestHash), Columns.Instant(judged.At));
        AddCertificates(batch, claims);
        AddClaims(batch, claims, stored, sealer);
        AddCase(batch, judged, number, operation, submitted.Hash);
        if (judged.By.IsStaff)
            batch.Statement("INSERT INTO gongshu.case_officers (case_number, person, stage) VALUES ($1, $2, 0)", Columns.Of(stored), Columns.Of(judged.By.Id));
        AddFinders(batch, judged, stored, claims, pseudonyms);
        AddEvent(batch, submitted, CaseStatus.Submitted, sealer);
    }

    /// <param name="status">Where the event left its case; null: it is of no case.</param>
    public static void AddEvent(NpgsqlBatch batch, NewEvent written, CaseStatus? status, Sealer sealer)
    {
        var plain = new byte[written.Salt.Length + written.Body.Length];
        written.Salt.CopyTo(plain, 0);
        written.Body.CopyTo(plain, written.Salt.Length);
        batch.Statement(
            "INSERT INTO gongshu.events (stream, version, type, actor, at, sealed_body, previous_hash, hash, case_status) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            Columns.Of(written.Stream), Columns.Of(written.Version), Columns.Of(written.Type), Columns.Of(written.Actor), Columns.Instant(written.At),
            Columns.Of(sealer.Seal(plain)), Columns.Of(written.PreviousHash), Columns.Of(written.Hash),
            new NpgsqlParameter<short?> { TypedValue = (short?)status, NpgsqlDbType = NpgsqlDbType.Smallint });
    }

    private static void AddCertificates(NpgsqlBatch batch, ClaimRow[] claims)
    {
        var all = claims.Where(claim => claim.Certificate is not null).OrderBy(claim => claim.Certificate, StringComparer.Ordinal).ToArray();
        if (all.Length == 0) return;
        batch.Statement(
            """
            INSERT INTO gongshu.certificates AS o (certificate, worker, live) SELECT c.*, 1 FROM unnest($1, $2) AS c
            ON CONFLICT (certificate) DO UPDATE
            SET worker = excluded.worker, live = CASE WHEN o.live = 0 OR o.worker = excluded.worker THEN o.live + 1 ELSE -1 END
            """,
            Columns.Array(all, NpgsqlDbType.Text, claim => claim.Certificate), Columns.Array(all, NpgsqlDbType.Text, claim => claim.Worker));
    }

    private static void AddClaims(NpgsqlBatch batch, ClaimRow[] all, long number, Sealer sealer) => batch.Statement(
        """
        INSERT INTO gongshu.claims (slot, case_number, amount, line, benefit, ordinal, status, subject, entitlement_key, certificate, worker, sealed_detail,
          certificate_year, level, migrant)
        SELECT 0, $1, k.amount, k.line, k.benefit, k.ordinal, 1, k.subject, k.entitlement_key, k.certificate, k.worker, k.sealed_detail, k.certificate_year, k.level, k.migrant
        FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
          AS k (amount, line, benefit, ordinal, subject, entitlement_key, certificate, worker, sealed_detail, certificate_year, level, migrant)
        """,
        Columns.Of(number), Columns.Array(all, NpgsqlDbType.Bigint, c => c.Fen), Columns.Array(all, NpgsqlDbType.Integer, c => c.Line),
        Columns.Array(all, NpgsqlDbType.Smallint, c => (short)c.Benefit), Columns.Array(all, NpgsqlDbType.Smallint, c => (short)c.Ordinal),
        Columns.Array(all, NpgsqlDbType.Text, c => c.Key.Subject.Value), Columns.Array(all, NpgsqlDbType.Text, c => c.Key.Key),
        Columns.Array(all, NpgsqlDbType.Text, c => c.Certificate), Columns.Array(all, NpgsqlDbType.Text, c => c.Worker),
        Columns.Array(all, NpgsqlDbType.Bytea, c => c.Detail is null ? null : sealer.Seal(JsonSerializer.SerializeToUtf8Bytes(c.Detail, DetailJson.Default.ClaimDetail))),
        Columns.Array(all, NpgsqlDbType.Smallint, c => (short?)c.CertificateYear), Columns.Array(all, NpgsqlDbType.Smallint, c => (short?)c.Level),
        Columns.Array(all, NpgsqlDbType.Boolean, c => c.Migrant));

    private static void AddCase(NpgsqlBatch batch, Judged judged, CaseNumber number, byte[] operation, byte[] receipt) => batch.Statement(
        """
        INSERT INTO gongshu.cases (case_number, printed, version, status, programme, applicant, applicant_name, policy, amount, lines, receipt, submitted_at, status_since,
          operation, due_on, claimed)
        VALUES ($1, $2, 1, 1, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $7)
        """,
        Columns.Of(Columns.Number(number)), Columns.Of(number.ToString()), Columns.Short((int)judged.Form.Programme), Columns.Of(judged.Form.Applicant),
        Columns.Of(judged.Applicant!.Name), Columns.Of(judged.Policy.Id), Columns.Of(judged.Evaluation.Amount.Fen), Columns.Of(judged.Evaluation.Lines.Length),
        Columns.Of(receipt), Columns.Instant(judged.At), Columns.Of(operation), Columns.Day(judged.DueOn));

    /// <summary>What persons and signals are found by: keyed hashes of names, accounts, phones and days.</summary>
    private static void AddFinders(NpgsqlBatch batch, Judged judged, long number, ClaimRow[] claims, Pseudonymiser pseudonyms)
    {
        var tokens = new HashSet<long>();
        var subjects = claims.Select(claim => claim.Key.Subject).ToHashSet();
        for (var i = 0; i < judged.People.Length; i++)
        {
            tokens.Add(pseudonyms.NameToken(judged.Form.Lines[i].Worker.Name));
            if (!subjects.Contains(SubjectId.Worker(judged.People[i].WorkerRef))) tokens.Add(pseudonyms.NameToken(judged.People[i].WorkerRef));
        }
        batch.Statement(
            "INSERT INTO gongshu.person_tokens (token, case_number) SELECT t, $2 FROM unnest($1) AS t", Columns.Array([.. tokens.Order()], NpgsqlDbType.Bigint, (long t) => t), Columns.Of(number));

        var form = judged.Form;
        var traces = new List<(short Kind, long Token, int Count)>();
        void Add(int kind, string name, string text, int count) => traces.Add(((short)kind, pseudonyms.TraceToken(name, text), count));
        if (judged.Applicant?.Bank is { } bank) Add(1, "BankAccount", bank.AccountNumber, 1);
        if (form.Contact.Phone is { } phone) Add(2, "Phone", phone, 1);
        Add(3, "ContactName", form.Contact.Name, 1);
        foreach (var day in form.Lines.Where(line => line.Certificate is not null).GroupBy(line => (line.Certificate!.IssuedOn, line.Certificate.Level)))
            Add(4, "CertificateDay", string.Create(CultureInfo.InvariantCulture, $"{form.Applicant} {day.Key.IssuedOn:yyyy-MM-dd} {(int)day.Key.Level}"), day.Count());
        batch.Statement(
            "INSERT INTO gongshu.traces (kind, token, case_number, owner, count) SELECT t.kind, t.token, $4, $5, t.count FROM unnest($1, $2, $3) AS t (kind, token, count)",
            Columns.Array(traces, NpgsqlDbType.Smallint, t => t.Kind), Columns.Array(traces, NpgsqlDbType.Bigint, t => t.Token),
            Columns.Array(traces, NpgsqlDbType.Integer, t => t.Count), Columns.Of(number), Columns.Of(form.Applicant));
    }
}
