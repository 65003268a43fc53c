using Npgsql;

namespace Gongshu.Ledger;

internal sealed partial class PostgresGroup
{
    private void AddClaimStops(ClaimStop[] all)
    {
        if (all.Length == 0) return;
        Add(
            """
            WITH changed AS (
              UPDATE gongshu.claims k SET stopped = c.stopped FROM unnest($1, $2, $3, $4) AS c (case_number, line, benefit, stopped)
              WHERE k.case_number = c.case_number AND k.line = c.line AND k.benefit = c.benefit AND k.status = 2 AND k.slot = 0 AND k.stopped <> c.stopped
              RETURNING k.case_number, k.line, k.benefit
            )
            SELECT gongshu.demand(count(DISTINCT (case_number, line, benefit)) = cardinality($1)) FROM changed
            """,
            Longs(all, c => Stored.Number(c.Case)), Ints(all, c => c.Line), Shorts(all, c => (int)c.Benefit), Flags(all, c => c.Stopped));
    }

    /// <summary>Before the new claims: a command that swaps claims frees its keys and certificates first.</summary>
    private void AddClaimChanges(ClaimChange[] all)
    {
        var revivals = Array.FindAll(all, c => c.IsRevival);
        var moves = Array.FindAll(all, c => !c.IsRevival);
        if (moves.Length > 0)
            Add(
                $"""
                WITH change AS MATERIALIZED (
                  SELECT c.*, CASE WHEN live THEN 0 ELSE nextval('gongshu.claim_releases') END AS slot
                  FROM unnest($1, $2, $3, $4, $5, $6) AS c (case_number, line, benefit, was, becomes, live)
                ), moved AS (
                  UPDATE gongshu.claims k SET status = c.becomes, slot = c.slot, stopped = k.stopped AND c.becomes = 2,
                    subject = CASE WHEN c.slot = 0 THEN k.subject ELSE {Merging.SubjectOnRelease} END
                  FROM change c
                  WHERE k.case_number = c.case_number AND k.line = c.line AND k.benefit = c.benefit AND k.status = c.was AND k.slot = 0
                  RETURNING k.case_number, k.line, k.benefit, k.certificate, k.slot
                ), freed AS (
                  UPDATE gongshu.certificates o SET live = o.live - f.freed
                  FROM (SELECT certificate, count(*) AS freed FROM moved WHERE slot <> 0 AND certificate IS NOT NULL GROUP BY certificate ORDER BY certificate) f
                  WHERE o.certificate = f.certificate
                )
                SELECT gongshu.demand(count(DISTINCT (case_number, line, benefit)) = cardinality($1)) FROM moved
                """,
                [.. Places(moves), Flags(moves, c => c.Live)]);
        if (revivals.Length > 0)
            Add(
                """
                WITH change AS MATERIALIZED (
                  SELECT c.*, (SELECT max(k.slot) FROM gongshu.claims k
                    WHERE k.case_number = c.case_number AND k.line = c.line AND k.benefit = c.benefit AND k.status = c.was AND k.slot > 0) AS slot
                  FROM unnest($1, $2, $3, $4, $5) AS c (case_number, line, benefit, was, becomes)
                ), moved AS (
                  UPDATE gongshu.claims k SET status = c.becomes, slot = 0 FROM change c
                  WHERE k.case_number = c.case_number AND k.line = c.line AND k.benefit = c.benefit AND k.status = c.was AND k.slot = c.slot
                  RETURNING k.case_number, k.line, k.benefit, k.certificate, k.worker
                ), taken AS (
                  UPDATE gongshu.certificates o SET worker = t.worker, live = CASE WHEN o.live = 0 OR o.worker = t.worker THEN o.live + t.taken ELSE -1 END
                  FROM (SELECT certificate, worker, count(*) AS taken FROM moved WHERE certificate IS NOT NULL GROUP BY certificate, worker) t
                  WHERE o.certificate = t.certificate
                )
                SELECT gongshu.demand(count(DISTINCT (case_number, line, benefit)) = cardinality($1)) FROM moved
                """,
                Places(revivals));
    }

    private void AddPromotions(ClaimChange[] released)
    {
        if (released.Length == 0) return;
        Add(
            Merging.Promote(
                """
                unnest($1, $2, $3) AS p (case_number, line, benefit)
                  JOIN gongshu.claims r ON r.case_number = p.case_number AND r.line = p.line AND r.benefit = p.benefit
                """),
            Longs(released, c => Stored.Number(c.Case)), Ints(released, c => c.Line), Shorts(released, c => (int)c.Benefit));
    }

    private WorkerMerge? Merge => group.Select(c => c.Merge).OfType<WorkerMerge>().SingleOrDefault();

    private void AddMerge()
    {
        if (Merge is not { } merge) return;
        Add(
            "SELECT gongshu.demand($1 <> $2 AND NOT EXISTS (SELECT 1 FROM gongshu.worker_aliases a WHERE a.alias IN ($1, $2)))",
            Text(merge.Alias.Value), Text(merge.Into.Value));
        foreach (var statement in Merging.All)
            Add(statement, Text(merge.Alias.Value), Text(merge.Into.Value), Text(merge.Alias.PublicId), Text(merge.Into.PublicId),
                new NpgsqlParameter<DateTime> { TypedValue = merge.At.UtcDateTime });
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter[] Places(ClaimChange[] all) =>
    [
        Longs(all, c => Stored.Number(c.Case)), Ints(all, c => c.Line), Shorts(all, c => (int)c.Benefit),
        Shorts(all, c => (int)c.From), Shorts(all, c => (int)c.To),
    ];

    /// <summary>Groups that meet wait for each other's keys in one order.</summary>
    private ClaimInsert[] ClaimsInOrder()
    {
        var all = new ClaimInsert[group.Sum(c => c.NewClaims.Length)];
        var next = 0;
        foreach (var command in group)
        {
            command.NewClaims.CopyTo(all, next);
            next += command.NewClaims.Length;
        }
        Array.Sort(Array.ConvertAll(all, c => c.Key), all);
        return all;
    }

    private void AddClaims(ClaimInsert[] all)
    {
        if (all.Length == 0) return;
        AddCertificates(all);
        Add(
            """
            INSERT INTO gongshu.claims (slot, case_number, amount, line, benefit, ordinal, status, subject, entitlement_key, certificate, worker, sealed_detail,
              certificate_year, level, migrant)
            SELECT 0, case_number, amount, line, benefit, ordinal, status, subject, entitlement_key, certificate, worker, sealed_detail, certificate_year, level, migrant
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
              AS k (case_number, amount, line, benefit, ordinal, subject, entitlement_key, certificate, worker, sealed_detail, certificate_year, level, migrant, status)
            """,
            Longs(all, c => Stored.Number(c.Case)), Longs(all, c => c.Amount.Fen), Ints(all, c => c.Line), Shorts(all, c => (int)c.Benefit),
            Shorts(all, c => c.Ordinal), Texts(all, c => c.Key.Subject.Value), Texts(all, c => c.Key.Key), Texts(all, c => c.Certificate),
            Texts(all, c => c.Ordinal == 0 ? c.WorkerRef : null), Bytes(all, c => sealedColumns.Detail(c)),
            ShortsOrNull(all, c => c.Counted?.CertificateYear), ShortsOrNull(all, c => (int?)c.Counted?.Level), FlagsOrNull(all, c => c.Counted?.Migrant), Shorts(all, c => (int)c.Status));
    }

    /// <summary>The case's row first: whoever changes the case meanwhile waits for it, or leaves it at another version.</summary>
    private void AddCounts(CaseCounts[] all)
    {
        if (all.Length == 0) return;
        var rows = all.SelectMany(c => c.Claims.Select(k => (c.Case, Claim: k))).ToArray();
        Add(
            """
            WITH filled AS (
              UPDATE gongshu.cases c SET claimed = w.claimed FROM unnest($1, $2, $3) AS w (case_number, version, claimed)
              WHERE c.case_number = w.case_number AND c.version = w.version AND c.claimed IS NULL
              RETURNING c.case_number)
            UPDATE gongshu.claims k SET worker = coalesce(k.worker, w.worker), certificate_year = w.certificate_year, level = w.level, migrant = w.migrant
            FROM filled f JOIN unnest($4, $5, $6, $7, $8, $9, $10, $11)
              AS w (case_number, line, benefit, slot, worker, certificate_year, level, migrant) ON w.case_number = f.case_number
            WHERE k.case_number = w.case_number AND k.line = w.line AND k.benefit = w.benefit AND k.ordinal = 0 AND k.slot = w.slot
            """,
            Longs(all, c => Stored.Number(c.Case)), Ints(all, c => c.Version), Longs(all, c => c.Claimed.Fen),
            Longs(rows, r => Stored.Number(r.Case)), Ints(rows, r => r.Claim.Line), Shorts(rows, r => (int)r.Claim.Benefit), Longs(rows, r => r.Claim.Release),
            Texts(rows, r => r.Claim.WorkerRef), ShortsOrNull(rows, r => r.Claim.Counted.CertificateYear), ShortsOrNull(rows, r => (int?)r.Claim.Counted.Level),
            Flags(rows, r => r.Claim.Counted.Migrant));
    }

    /// <summary>The constraint on <c>live</c> fails the batch when another worker's live claims own the number.</summary>
    private void AddCertificates(ClaimInsert[] claims)
    {
        var taken = Array.FindAll(claims, c => c.Certificate is not null);
        if (taken.Length == 0) return;
        Array.Sort(taken, static (a, b) => string.CompareOrdinal(a.Certificate, b.Certificate) is var order and not 0 ? order : string.CompareOrdinal(a.WorkerRef, b.WorkerRef));
        var all = new List<(string? Certificate, string? Worker, int Live)>(taken.Length);
        foreach (var claim in taken)
        {
            if (all.Count > 0 && all[^1] is var last && last.Certificate == claim.Certificate && last.Worker == claim.WorkerRef) all[^1] = last with { Live = last.Live + 1 };
            else all.Add((claim.Certificate, claim.WorkerRef, 1));
        }
        Add(
            """
            INSERT INTO gongshu.certificates AS o (certificate, worker, live) SELECT * FROM unnest($1, $2, $3)
            ON CONFLICT (certificate) DO UPDATE
            SET worker = excluded.worker, live = CASE WHEN o.live = 0 OR o.worker = excluded.worker THEN o.live + excluded.live ELSE -1 END
            """,
            Texts(all, c => c.Certificate), Texts(all, c => c.Worker), Ints(all, c => c.Live));
    }
}
