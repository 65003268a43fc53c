namespace Gongshu.Ledger;

internal sealed partial class SqliteCommandWriter
{
    private void WriteBatch(LedgerCommand command)
    {
        if (command.Batch is { } batch) Seal(batch);
        if (command.BatchChange is { } change)
            Demand(statements.Run(
                "UPDATE batches SET version = @2, released_at = @3, released_by = @4 WHERE batch_id = @1 AND version = @2 - 1",
                change.BatchId, change.Version, change.ReleasedAt, change.ReleasedBy) == 1);
        foreach (var line in command.BatchLineChanges) Answer(line);
        foreach (var id in command.BatchLineChanges.Select(l => l.BatchId).Distinct(StringComparer.Ordinal))
            statements.Run("UPDATE batches SET version = version + 1 WHERE batch_id = @1", id);
    }

    private void Seal(BatchWrite batch)
    {
        statements.Run(
            """
            INSERT INTO batches (batch_id, intake_window, ordinal, version, sealed_at, sealed_by, hash, total) VALUES (@1, @2, @3, 1, @4, @5, @6, @7)
            """,
            batch.BatchId, Stored.Window(batch.Window), batch.Ordinal, batch.SealedAt, batch.SealedBy, batch.Hash, batch.Total.Fen);
        foreach (var line in batch.Lines)
        {
            statements.Run(
                """
                INSERT INTO batch_lines (batch_id, batch_line, case_number, programme, payee_uscc, payee_name, amount, sealed_account, status)
                VALUES (@1, @2, @3, @4, @5, @6, @7, @8, 1)
                """,
                batch.BatchId, line.BatchLine, Stored.Number(line.Case), (int)line.Programme, line.PayeeUscc, line.PayeeName, line.Amount.Fen,
                sealedColumns.Account(line.Account));
            foreach (var claim in line.Claims)
                statements.Run(
                    "INSERT INTO batch_claims (batch_id, batch_line, case_number, line, benefit, amount, failed) VALUES (@1, @2, @3, @4, @5, @6, 0)",
                    batch.BatchId, line.BatchLine, Stored.Number(line.Case), claim.Line, (int)claim.Benefit, claim.Amount.Fen);
        }
    }

    /// <summary>A failed line lets go of its claims; that is final, the next batch takes them.</summary>
    private void Answer(BatchLineChange line)
    {
        Demand(statements.Run(
            "UPDATE batch_lines SET status = @4, code = @5, paid_on = @6 WHERE batch_id = @1 AND batch_line = @2 AND status = @3",
            line.BatchId, line.BatchLine, (int)line.From, (int)line.To, line.Code, line.PaidOn) == 1);
        if (line.To == BatchLineStatus.Failed)
            statements.Run("UPDATE batch_claims SET failed = 1 WHERE batch_id = @1 AND batch_line = @2", line.BatchId, line.BatchLine);
    }
}
