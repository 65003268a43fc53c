using Gongshu.Policy;
using Microsoft.Data.Sqlite;

namespace Gongshu.Ledger;

/// <summary>Writes one command, statement by statement, within the writer's transaction.</summary>
internal sealed partial class SqliteCommandWriter(SqliteStatements statements, SealedColumns sealedColumns)
{
    /// <returns>The sequence of the command's last event, 0 without events.</returns>
    /// <exception cref="SqliteException">A constraint holds against the command: the caller undoes it and asks why.</exception>
    /// <exception cref="NotAsExpectedException">The same, by a row that did not stand where the command expected it.</exception>
    public long Write(LedgerCommand command)
    {
        WriteOperation(command);
        MergeWorkers(command.Merge);
        foreach (var stop in command.ClaimStops) StopClaims(stop);
        foreach (var change in command.ClaimChanges) MoveClaims(change);
        foreach (var claim in command.NewClaims) InsertClaim(claim);
        foreach (var change in command.ClaimChanges.Where(c => !c.Live)) Promote(change);
        foreach (var write in command.Cases) WriteCase(write, command.Operation);
        ReverseDecision(command.ReversedDecision);
        WriteDecision(command.Decision);
        foreach (var token in command.PersonTokens)
            statements.Run("INSERT INTO person_tokens (token, case_number) VALUES (@1, @2) ON CONFLICT DO NOTHING", token.Token, Stored.Number(token.Case));
        foreach (var trace in command.Traces) WriteTrace(trace);
        foreach (var counts in command.Counts) WriteCounts(counts);
        WriteBatch(command);
        WriteAttachment(command.Attachment);
        WriteWebhooks(command);
        if (command.IsImport)
            statements.Run("INSERT INTO meta (name, value) VALUES (@1, '1') ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)", LedgerCommand.ImportsName);
        var last = 0L;
        foreach (var (written, status) in command.Events.Zip(command.StatusesAfter())) last = InsertEvent(written, status);
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

    private void StopClaims(ClaimStop stop) =>
        Demand(statements.Run(
            "UPDATE claims SET stopped = @4 WHERE case_number = @1 AND line = @2 AND benefit = @3 AND status = 2 AND slot = 0 AND stopped <> @4",
            Stored.Number(stop.Case), stop.Line, (int)stop.Benefit, stop.Stopped ? 1 : 0) > 0);

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
            ReleaseOrMove,
            place.Number, place.Line, place.Benefit, place.From, from, (int)change.To, to);
        Demand(moved > 0);
        if (change.IsRevival)
            Recount(place with { From = (int)change.To }, 0, "CASE WHEN live = 0 OR certificates.worker = k.worker THEN live + 1 ELSE -1 END, worker = k.worker");
    }

    private static readonly MergeStatements Merging = new("", "@");

    private static readonly string ReleaseOrMove =
        $"""
        UPDATE claims AS k SET status = @6, slot = @7, stopped = stopped AND @6 = 2, subject = CASE WHEN @7 = 0 THEN k.subject ELSE {Merging.SubjectOnRelease} END
        WHERE case_number = @1 AND line = @2 AND benefit = @3 AND status = @4 AND slot = @5
        """;

    private static readonly string Promotion = Merging.Promote("(SELECT * FROM claims WHERE case_number = @1 AND line = @2 AND benefit = @3) r");

    private void Promote(ClaimChange released) =>
        statements.Run(Promotion, Stored.Number(released.Case), released.Line, (int)released.Benefit);

    private void MergeWorkers(WorkerMerge? merge)
    {
        if (merge is null) return;
        Demand(statements.Scalar("SELECT 1 FROM worker_aliases WHERE alias IN (@1, @2)", merge.Alias.Value, merge.Into.Value) is null);
        foreach (var statement in Merging.All)
            statements.Run(statement, merge.Alias.Value, merge.Into.Value, merge.Alias.PublicId, merge.Into.PublicId, merge.At);
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
            INSERT OR FAIL INTO claims (slot, case_number, amount, line, benefit, ordinal, status, subject, entitlement_key, certificate, worker, sealed_detail,
              certificate_year, level, migrant)
            VALUES (0, @1, @2, @3, @4, @5, @14, @6, @7, @8, @9, @10, @11, @12, @13)
            """,
            Stored.Number(claim.Case), claim.Amount.Fen, claim.Line, (int)claim.Benefit, claim.Ordinal,
            claim.Key.Subject.Value, claim.Key.Key, claim.Certificate, claim.Ordinal == 0 ? claim.WorkerRef : null, sealedColumns.Detail(claim),
            claim.Counted?.CertificateYear, (int?)claim.Counted?.Level, claim.Counted is { } by ? (by.Migrant ? 1 : 0) : (int?)null, (int)claim.Status);
    }

    private long InsertEvent(NewEvent written, CaseStatus? status) => statements.Insert(
        """
        INSERT INTO events (stream, version, case_status, type, actor, at, sealed_body, previous_hash, hash)
        VALUES (@1, @2, @3, @4, @5, @6, @7, @8, @9)
        """,
        written.Stream, written.Version, (int?)status, written.Type, written.Actor, written.At, sealedColumns.Body(written), written.PreviousHash, written.Hash);

    private static void Demand(bool met)
    {
        if (!met) throw new NotAsExpectedException();
    }
}

/// <summary>A row did not stand where its command expected it. Stays inside the ledger, which asks why and answers with an outcome.</summary>
internal sealed class NotAsExpectedException() : Exception("A row did not stand where the command expected it.");
