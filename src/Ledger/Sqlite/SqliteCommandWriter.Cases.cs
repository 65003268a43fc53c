namespace Gongshu.Ledger;

internal sealed partial class SqliteCommandWriter
{
    private void WriteCase(CaseWrite write, OperationWrite? operation)
    {
        if (write.Version == 1)
        {
            statements.Run(
                """
                INSERT INTO cases (case_number, printed, version, status, programme, applicant, applicant_name, policy, amount, lines, receipt,
                  submitted_at, status_since, decided_at, paid_at, batch_id, operation,
                  waiting, stopped, scheduled, failed, paid, clawed_back, repaid, due_on, assignee, open_appeals, appeal_due_on, claimed)
                VALUES (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29)
                """,
                Stored.Number(write.Number), write.Number.ToString(), write.Version, (int)write.Status, (int)write.Programme, write.Applicant,
                write.ApplicantName, write.Policy, write.Amount.Fen, write.Lines, write.Receipt, write.SubmittedAt, write.StatusSince,
                write.DecidedAt, write.PaidAt, write.BatchId, operation is null ? null : Stored.Operation(operation.Id),
                write.Money.Waiting.Fen, write.Money.Stopped.Fen, write.Money.Scheduled.Fen, write.Money.Failed.Fen, write.Money.Paid.Fen,
                write.Money.ClawedBack.Fen, write.Money.Repaid.Fen, write.DueOn, write.Assignee, write.OpenAppeals, write.AppealDueOn, write.Claimed?.Fen);
            return;
        }
        Demand(statements.Run(
            """
            UPDATE cases SET version = @2, status = @3, applicant_name = @4, policy = @5, amount = @6, lines = @7, receipt = @8,
              status_since = @9, decided_at = @10, paid_at = @11, batch_id = @12,
              waiting = @13, stopped = @14, scheduled = @15, failed = @16, paid = @17, clawed_back = @18, repaid = @19,
              due_on = @20, assignee = @21, open_appeals = @22, appeal_due_on = @23, claimed = CASE WHEN claimed IS NOT NULL THEN @24 END
            WHERE case_number = @1 AND version = @2 - 1
            """,
            Stored.Number(write.Number), write.Version, (int)write.Status, write.ApplicantName, write.Policy, write.Amount.Fen, write.Lines,
            write.Receipt, write.StatusSince, write.DecidedAt, write.PaidAt, write.BatchId,
            write.Money.Waiting.Fen, write.Money.Stopped.Fen, write.Money.Scheduled.Fen, write.Money.Failed.Fen, write.Money.Paid.Fen,
            write.Money.ClawedBack.Fen, write.Money.Repaid.Fen, write.DueOn, write.Assignee, write.OpenAppeals, write.AppealDueOn, write.Claimed?.Fen) == 1);
    }

    /// <summary>The officer keeps the stage of the case.</summary>
    private void ReverseDecision(DecisionWrite? reversed)
    {
        if (reversed is null) return;
        Demand(statements.Run(
            "DELETE FROM decisions WHERE case_number = @1 AND round = @2 AND stage = @3 AND person = @4",
            Stored.Number(reversed.Case), reversed.Round, (int?)reversed.Stage, reversed.Person) == 1);
    }

    private void WriteCounts(CaseCounts counts)
    {
        var number = Stored.Number(counts.Case);
        if (statements.Run("UPDATE cases SET claimed = @3 WHERE case_number = @1 AND version = @2 AND claimed IS NULL", number, counts.Version, counts.Claimed.Fen) == 0) return;
        foreach (var (line, benefit, release, worker, by) in counts.Claims)
            statements.Run(
                """
                UPDATE claims SET worker = coalesce(worker, @5), certificate_year = @6, level = @7, migrant = @8
                WHERE case_number = @1 AND line = @2 AND benefit = @3 AND ordinal = 0 AND slot = @4
                """,
                number, line, (int)benefit, release, worker, by.CertificateYear, (int?)by.Level, by.Migrant ? 1 : 0);
    }

    private void WriteTrace(Trace trace) =>
        statements.Run(
            """
            INSERT INTO traces (kind, token, case_number, owner, count) VALUES (@1, @2, @3, @4, @5)
            ON CONFLICT (kind, token, case_number) DO UPDATE SET owner = excluded.owner, count = excluded.count
            """,
            (int)trace.Kind, trace.Token, Stored.Number(trace.Case), trace.Owner, trace.Count);

    private void WriteDecision(DecisionWrite? decision)
    {
        if (decision is null) return;
        var number = Stored.Number(decision.Case);
        statements.Run(
            """
            INSERT INTO case_officers (case_number, person, stage) VALUES (@1, @2, @3)
            ON CONFLICT (case_number, person) DO UPDATE SET stage = CASE WHEN stage = excluded.stage THEN stage ELSE -1 END
            """,
            number, decision.Person, Stored.Duty(decision));
        if (decision.Stage is { } stage)
            statements.Run("INSERT INTO decisions (case_number, round, stage, person) VALUES (@1, @2, @3, @4)", number, decision.Round, (int)stage, decision.Person);
    }
}
