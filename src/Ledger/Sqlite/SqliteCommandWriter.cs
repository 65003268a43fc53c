using Gongshu.Policy;
using Microsoft.Data.Sqlite;

namespace Gongshu.Ledger;

/// <summary>Writes one command, statement by statement, within the writer's transaction.</summary>
internal sealed class SqliteCommandWriter(SqliteStatements statements, SealedColumns sealedColumns)
{
    /// <returns>The sequence of the command's last event, 0 without events.</returns>
    /// <exception cref="SqliteException">A constraint holds against the command: the caller undoes it and asks why.</exception>
    /// <exception cref="NotAsExpectedException">The same, by a row that did not stand where the command expected it.</exception>
    public long Write(LedgerCommand command)
    {
        WriteOperation(command);
        foreach (var change in command.ClaimChanges) MoveClaims(change);
        foreach (var claim in command.NewClaims.OrderBy(c => c.Key)) InsertClaim(claim);
        foreach (var write in command.Cases) WriteCase(write, command.Operation);
        WriteDecision(command.Decision);
        foreach (var token in command.PersonTokens)
            statements.Run("INSERT INTO person_tokens (token, case_number) VALUES (@1, @2) ON CONFLICT DO NOTHING", token.Token, Stored.Number(token.Case));
        WriteBatch(command);
        var last = 0L;
        foreach (var written in command.Events) last = InsertEvent(written);
        return last;
    }

    /// <summary>The writer stands in line behind every lost attempt of this process, and a dead process has none: an abandoned record is replaced at once.</summary>
    private void WriteOperation(LedgerCommand command)
    {
        if (command.Operation is not { } operation) return;
        Demand(statements.Run(
            """
            INSERT INTO operations (id, abandoned, stream, version, request_hash, sealed_request, sealed_answer, at)
            VALUES (@1, 0, @2, @3, @4, @5, @6, @7)
            ON CONFLICT (id) DO UPDATE SET abandoned = 0, stream = excluded.stream, version = excluded.version, request_hash = excluded.request_hash,
              sealed_request = excluded.sealed_request, sealed_answer = excluded.sealed_answer, at = excluded.at
            WHERE abandoned > 0
            """,
            Stored.Operation(operation.Id), operation.Stream, operation.Version, operation.RequestHash,
            sealedColumns.Bytes(operation.Request), sealedColumns.Bytes(operation.Answer), operation.At) == 1);
    }

    private void MoveClaims(ClaimChange change)
    {
        var place = (Number: Stored.Number(change.Case), change.Line, Benefit: (int)change.Benefit, From: (int)change.From);
        var from = change.IsRevival
            ? (long?)statements.Scalar(
                "SELECT max(slot) FROM claims WHERE case_number = @1 AND line = @2 AND benefit = @3 AND status = @4 AND slot > 0",
                place.Number, place.Line, place.Benefit, place.From)
            : 0;
        Demand(from is not null);
        if (!change.Live) Recount(place, from!.Value, "live - 1, worker = certificates.worker");
        var to = change.Live ? 0 : (long)statements.Scalar("UPDATE claim_releases SET last = last + 1 RETURNING last")!;
        var moved = statements.Run(
            "UPDATE claims SET status = @6, slot = @7 WHERE case_number = @1 AND line = @2 AND benefit = @3 AND status = @4 AND slot = @5",
            place.Number, place.Line, place.Benefit, place.From, from, (int)change.To, to);
        Demand(moved > 0);
        if (change.IsRevival)
            Recount(place with { From = (int)change.To }, 0, "CASE WHEN live = 0 OR certificates.worker = k.worker THEN live + 1 ELSE -1 END, worker = k.worker");
    }

    private void Recount((long Number, int Line, int Benefit, int From) place, long slot, string live) =>
        statements.Run(
            $"""
            UPDATE certificates SET live = {live} FROM claims k
            WHERE k.case_number = @1 AND k.line = @2 AND k.benefit = @3 AND k.status = @4 AND k.slot = @5 AND k.certificate = certificates.certificate
            """,
            place.Number, place.Line, place.Benefit, place.From, slot);

    private void InsertClaim(ClaimInsert claim)
    {
        if (claim.Certificate is not null)
            statements.Run(
                """
                INSERT INTO certificates (certificate, worker, live) VALUES (@1, @2, 1)
                ON CONFLICT (certificate) DO UPDATE SET worker = excluded.worker, live = CASE WHEN live = 0 OR worker = excluded.worker THEN live + 1 ELSE -1 END
                """,
                claim.Certificate, claim.WorkerRef);
        statements.Run(
            """
            INSERT INTO claims (slot, case_number, amount, line, benefit, ordinal, status, subject, entitlement_key, certificate, worker, sealed_detail)
            VALUES (0, @1, @2, @3, @4, @5, 1, @6, @7, @8, @9, @10)
            """,
            Stored.Number(claim.Case), claim.Amount.Fen, claim.Line, (int)claim.Benefit, claim.Ordinal,
            claim.Key.Subject.Value, claim.Key.Key, claim.Certificate, claim.Certificate is null ? null : claim.WorkerRef, sealedColumns.Detail(claim.Detail));
    }

    private void WriteCase(CaseWrite write, OperationWrite? operation)
    {
        if (write.Version == 1)
        {
            statements.Run(
                """
                INSERT INTO cases (case_number, printed, version, status, programme, applicant, applicant_name, policy, amount, lines, receipt,
                  submitted_at, status_since, decided_at, paid_at, batch_id, operation)
                VALUES (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17)
                """,
                Stored.Number(write.Number), write.Number.ToString(), write.Version, (int)write.Status, (int)write.Programme, write.Applicant,
                write.ApplicantName, write.Policy, write.Amount.Fen, write.Lines, write.Receipt, write.SubmittedAt, write.StatusSince,
                write.DecidedAt, write.PaidAt, write.BatchId, operation is null ? null : Stored.Operation(operation.Id));
            return;
        }
        Demand(statements.Run(
            """
            UPDATE cases SET version = @2, status = @3, applicant_name = @4, policy = @5, amount = @6, lines = @7, receipt = @8,
              status_since = @9, decided_at = @10, paid_at = @11, batch_id = @12
            WHERE case_number = @1 AND version = @2 - 1
            """,
            Stored.Number(write.Number), write.Version, (int)write.Status, write.ApplicantName, write.Policy, write.Amount.Fen, write.Lines,
            write.Receipt, write.StatusSince, write.DecidedAt, write.PaidAt, write.BatchId) == 1);
    }

    private void WriteDecision(DecisionWrite? decision)
    {
        if (decision is null) return;
        var number = Stored.Number(decision.Case);
        statements.Run(
            """
            INSERT INTO case_officers (case_number, person, stage) VALUES (@1, @2, @3)
            ON CONFLICT (case_number, person) DO UPDATE SET stage = CASE WHEN stage = excluded.stage THEN stage ELSE -1 END
            """,
            number, decision.Person, (int?)decision.Stage ?? 0);
        if (decision.Stage is { } stage)
            statements.Run("INSERT INTO decisions (case_number, round, stage, person) VALUES (@1, @2, @3, @4)", number, decision.Round, (int)stage, decision.Person);
    }

    private void WriteBatch(LedgerCommand command)
    {
        if (command.Batch is { } batch)
        {
            statements.Run(
                """
                INSERT INTO batches (batch_id, intake_window, ordinal, version, sealed_at, sealed_by, hash, total) VALUES (@1, @2, @3, 1, @4, @5, @6, @7)
                """,
                batch.BatchId, Stored.Window(batch.Window), batch.Ordinal, batch.SealedAt, batch.SealedBy, batch.Hash, batch.Total.Fen);
            foreach (var line in batch.Lines)
                statements.Run(
                    """
                    INSERT INTO batch_lines (batch_id, batch_line, case_number, programme, payee_uscc, payee_name, amount, sealed_account, status)
                    VALUES (@1, @2, @3, @4, @5, @6, @7, @8, 1)
                    """,
                    batch.BatchId, line.BatchLine, Stored.Number(line.Case), (int)line.Programme, line.PayeeUscc, line.PayeeName, line.Amount.Fen,
                    sealedColumns.Account(line.Account));
        }
        if (command.BatchChange is { } change)
            Demand(statements.Run(
                "UPDATE batches SET version = @2, released_at = @3, released_by = @4 WHERE batch_id = @1 AND version = @2 - 1",
                change.BatchId, change.Version, change.ReleasedAt, change.ReleasedBy) == 1);
        foreach (var line in command.BatchLineChanges)
            Demand(statements.Run(
                "UPDATE batch_lines SET status = @4, code = @5, paid_on = @6 WHERE batch_id = @1 AND batch_line = @2 AND status = @3",
                line.BatchId, line.BatchLine, (int)line.From, (int)line.To, line.Code, line.PaidOn) == 1);
        foreach (var id in command.BatchLineChanges.Select(l => l.BatchId).Distinct(StringComparer.Ordinal))
            statements.Run("UPDATE batches SET version = version + 1 WHERE batch_id = @1", id);
    }

    private long InsertEvent(NewEvent written) => (long)statements.Scalar(
        """
        INSERT INTO events (stream, version, type, actor, at, sealed_body, previous_hash, hash) VALUES (@1, @2, @3, @4, @5, @6, @7, @8) RETURNING sequence
        """,
        written.Stream, written.Version, written.Type, written.Actor, written.At, sealedColumns.Body(written), written.PreviousHash, written.Hash)!;

    private static void Demand(bool met)
    {
        if (!met) throw new NotAsExpectedException();
    }
}

/// <summary>A row did not stand where its command expected it. Stays inside the ledger, which asks why and answers with an outcome.</summary>
internal sealed class NotAsExpectedException() : Exception("A row did not stand where the command expected it.");
