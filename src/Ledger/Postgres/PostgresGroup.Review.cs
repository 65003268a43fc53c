namespace Gongshu.Ledger;

internal sealed partial class PostgresGroup
{
    /// <summary>One person holds one stage of a case: the constraint on <c>stage</c> fails the batch when it was another.</summary>
    private void AddDecisions(DecisionWrite[] all)
    {
        if (all.Length == 0) return;
        Add(
            """
            INSERT INTO gongshu.case_officers AS o (case_number, person, stage) SELECT * FROM unnest($1, $2, $3)
            ON CONFLICT (case_number, person) DO UPDATE SET stage = CASE WHEN o.stage = excluded.stage THEN o.stage ELSE -1 END
            """,
            Longs(all, d => Stored.Number(d.Case)), Texts(all, d => d.Person), Shorts(all, Stored.Duty));
        var decided = Array.FindAll(all, d => d.Stage is not null);
        if (decided.Length == 0) return;
        Add("INSERT INTO gongshu.decisions (case_number, round, stage, person) SELECT * FROM unnest($1, $2, $3, $4)",
            Longs(decided, d => Stored.Number(d.Case)), Ints(decided, d => d.Round), Shorts(decided, d => (int)d.Stage!), Texts(decided, d => d.Person));
    }

    /// <summary>The officers keep their stages of the cases.</summary>
    private void AddReversedDecisions(DecisionWrite[] all)
    {
        if (all.Length == 0) return;
        Add(
            """
            WITH gone AS (
              DELETE FROM gongshu.decisions d USING unnest($1, $2, $3, $4) AS w (case_number, round, stage, person)
              WHERE d.case_number = w.case_number AND d.round = w.round AND d.stage = w.stage AND d.person = w.person
              RETURNING 1)
            SELECT gongshu.demand(count(*) = cardinality($1)) FROM gone
            """,
            Longs(all, d => Stored.Number(d.Case)), Ints(all, d => d.Round), Shorts(all, d => (int?)d.Stage ?? 0), Texts(all, d => d.Person));
    }

    private void AddBatches()
    {
        AddSealed([.. group.Select(c => c.Batch).OfType<BatchWrite>()]);
        AddReleased([.. group.Select(c => c.BatchChange).OfType<BatchChange>()]);
        AddAnswered([.. group.SelectMany(c => c.BatchLineChanges)]);
    }

    private void AddSealed(BatchWrite[] all)
    {
        if (all.Length == 0) return;
        Add(
            """
            INSERT INTO gongshu.batches (batch_id, intake_window, ordinal, version, sealed_at, sealed_by, hash, total)
            SELECT batch_id, intake_window, ordinal, 1, sealed_at, sealed_by, hash, total
            FROM unnest($1, $2, $3, $4, $5, $6, $7) AS b (batch_id, intake_window, ordinal, sealed_at, sealed_by, hash, total)
            """,
            Texts(all, b => b.BatchId), Ints(all, b => Stored.Window(b.Window)), Ints(all, b => b.Ordinal), Instants(all, b => b.SealedAt),
            Texts(all, b => b.SealedBy), Bytes(all, b => b.Hash), Longs(all, b => b.Total.Fen));
        var lines = all.SelectMany(b => b.Lines.Select(l => (b.BatchId, Line: l))).ToArray();
        if (lines.Length == 0) return;
        Add(
            """
            INSERT INTO gongshu.batch_lines (batch_id, batch_line, case_number, programme, payee_uscc, payee_name, amount, sealed_account, status)
            SELECT l.*, 1 FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS l
            """,
            Texts(lines, l => l.BatchId), Ints(lines, l => l.Line.BatchLine), Longs(lines, l => Stored.Number(l.Line.Case)),
            Shorts(lines, l => (int)l.Line.Programme), Texts(lines, l => l.Line.PayeeUscc), Texts(lines, l => l.Line.PayeeName),
            Longs(lines, l => l.Line.Amount.Fen), Bytes(lines, l => sealedColumns.Account(l.Line.Account)));
        AddBatchClaims([.. lines.SelectMany(l => l.Line.Claims.Select(c => (l.BatchId, l.Line, c)))]);
    }

    private void AddBatchClaims((string BatchId, BatchLineWrite Line, BatchClaimWrite Claim)[] all)
    {
        if (all.Length == 0) return;
        Add(
            """
            INSERT INTO gongshu.batch_claims (batch_id, batch_line, case_number, line, benefit, amount, failed)
            SELECT c.*, false FROM unnest($1, $2, $3, $4, $5, $6) AS c
            """,
            Texts(all, c => c.BatchId), Ints(all, c => c.Line.BatchLine), Longs(all, c => Stored.Number(c.Line.Case)), Ints(all, c => c.Claim.Line),
            Shorts(all, c => (int)c.Claim.Benefit), Longs(all, c => c.Claim.Amount.Fen));
    }

    private void AddReleased(BatchChange[] all)
    {
        if (all.Length == 0) return;
        Add(
            """
            WITH changed AS (
              UPDATE gongshu.batches b SET version = w.version, released_at = w.released_at, released_by = w.released_by
              FROM unnest($1, $2, $3, $4) AS w (batch_id, version, released_at, released_by)
              WHERE b.batch_id = w.batch_id AND b.version = w.version - 1
              RETURNING 1)
            SELECT gongshu.demand(count(*) = cardinality($1)) FROM changed
            """,
            Texts(all, b => b.BatchId), Ints(all, b => b.Version), Instants(all, b => b.ReleasedAt), Texts(all, b => b.ReleasedBy));
    }

    private void AddAnswered(BatchLineChange[] all)
    {
        if (all.Length == 0) return;
        Add(
            """
            WITH changed AS (
              UPDATE gongshu.batch_lines l SET status = w.becomes, code = w.code, paid_on = w.paid_on
              FROM unnest($1, $2, $3, $4, $5, $6) AS w (batch_id, batch_line, was, becomes, code, paid_on)
              WHERE l.batch_id = w.batch_id AND l.batch_line = w.batch_line AND l.status = w.was
              RETURNING 1)
            SELECT gongshu.demand(count(*) = cardinality($1)) FROM changed
            """,
            Texts(all, l => l.BatchId), Ints(all, l => l.BatchLine), Shorts(all, l => (int)l.From), Shorts(all, l => (int)l.To),
            Texts(all, l => l.Code), Days(all, l => l.PaidOn));
        var failed = Array.FindAll(all, l => l.To == BatchLineStatus.Failed);
        // A failed line lets go of its claims; that is final, the next batch takes them.
        if (failed.Length > 0)
            Add(
                """
                UPDATE gongshu.batch_claims c SET failed = true FROM unnest($1, $2) AS w (batch_id, batch_line)
                WHERE c.batch_id = w.batch_id AND c.batch_line = w.batch_line
                """,
                Texts(failed, l => l.BatchId), Ints(failed, l => l.BatchLine));
        Add("UPDATE gongshu.batches SET version = version + 1 WHERE batch_id = ANY($1)",
            Texts(all.Select(l => l.BatchId).Distinct(StringComparer.Ordinal).ToArray(), id => id));
    }
}
