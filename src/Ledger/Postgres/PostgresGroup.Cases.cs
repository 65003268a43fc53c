using Npgsql;

namespace Gongshu.Ledger;

internal sealed partial class PostgresGroup
{
    private void AddNewCases()
    {
        var all = group.SelectMany(c => c.Cases.Where(w => w.Version == 1).Select(w => (Case: w, c.Operation))).OrderBy(w => w.Case.Number).ToArray();
        if (all.Length == 0) return;
        Add(
            """
            INSERT INTO gongshu.cases (case_number, printed, version, status, programme, applicant, applicant_name, policy, amount, lines, receipt,
              submitted_at, status_since, decided_at, paid_at, batch_id, operation,
              waiting, stopped, scheduled, failed, paid, clawed_back, repaid, due_on, assignee, open_appeals, appeal_due_on, claimed)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
              $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)
            """,
            [
            Longs(all, w => Stored.Number(w.Case.Number)), Texts(all, w => w.Case.Number.ToString()), Ints(all, w => w.Case.Version),
            Shorts(all, w => (int)w.Case.Status), Shorts(all, w => (int)w.Case.Programme), Texts(all, w => w.Case.Applicant),
            Texts(all, w => w.Case.ApplicantName), Texts(all, w => w.Case.Policy), Longs(all, w => w.Case.Amount.Fen), Ints(all, w => w.Case.Lines),
            Bytes(all, w => w.Case.Receipt), Instants(all, w => w.Case.SubmittedAt), Instants(all, w => w.Case.StatusSince),
            Instants(all, w => w.Case.DecidedAt), Instants(all, w => w.Case.PaidAt), Texts(all, w => w.Case.BatchId),
            Bytes(all, w => w.Operation is { } operation ? Stored.Operation(operation.Id) : null),
            .. Life([.. all.Select(w => w.Case)]),
            ]);
    }

    private void AddChangedCases(CaseWrite[] all)
    {
        if (all.Length == 0) return;
        Add(
            """
            WITH changed AS (
              UPDATE gongshu.cases c SET version = w.version, status = w.status, applicant_name = w.applicant_name, policy = w.policy, amount = w.amount,
                lines = w.lines, receipt = w.receipt, status_since = w.status_since, decided_at = w.decided_at, paid_at = w.paid_at, batch_id = w.batch_id,
                waiting = w.waiting, stopped = w.stopped, scheduled = w.scheduled, failed = w.failed, paid = w.paid, clawed_back = w.clawed_back,
                repaid = w.repaid, due_on = w.due_on, assignee = w.assignee, open_appeals = w.open_appeals, appeal_due_on = w.appeal_due_on,
                claimed = CASE WHEN c.claimed IS NOT NULL THEN w.claimed END
              FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
                AS w (case_number, version, status, applicant_name, policy, amount, lines, receipt, status_since, decided_at, paid_at, batch_id,
                  waiting, stopped, scheduled, failed, paid, clawed_back, repaid, due_on, assignee, open_appeals, appeal_due_on, claimed)
              WHERE c.case_number = w.case_number AND c.version = w.version - 1
              RETURNING 1)
            SELECT gongshu.demand(count(*) = cardinality($1)) FROM changed
            """,
            [
            Longs(all, w => Stored.Number(w.Number)), Ints(all, w => w.Version), Shorts(all, w => (int)w.Status), Texts(all, w => w.ApplicantName),
            Texts(all, w => w.Policy), Longs(all, w => w.Amount.Fen), Ints(all, w => w.Lines), Bytes(all, w => w.Receipt),
            Instants(all, w => w.StatusSince), Instants(all, w => w.DecidedAt), Instants(all, w => w.PaidAt), Texts(all, w => w.BatchId),
            .. Life(all),
            ]);
    }

    /// <summary>Where the money is, the queue's days, who works on the case, and what reports count.</summary>
    private static NpgsqlParameter[] Life(CaseWrite[] all) =>
    [
        Longs(all, w => w.Money.Waiting.Fen), Longs(all, w => w.Money.Stopped.Fen), Longs(all, w => w.Money.Scheduled.Fen),
        Longs(all, w => w.Money.Failed.Fen), Longs(all, w => w.Money.Paid.Fen), Longs(all, w => w.Money.ClawedBack.Fen),
        Longs(all, w => w.Money.Repaid.Fen), Days(all, w => w.DueOn), Texts(all, w => w.Assignee), Ints(all, w => w.OpenAppeals),
        Days(all, w => w.AppealDueOn), LongsOrNull(all, w => w.Claimed?.Fen),
    ];

    private void AddPersonTokens(PersonToken[] all)
    {
        if (all.Length == 0) return;
        Array.Sort(all, static (a, b) => a.Token != b.Token ? a.Token.CompareTo(b.Token) : a.Case.CompareTo(b.Case));
        Add("INSERT INTO gongshu.person_tokens (token, case_number) SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING",
            Longs(all, t => t.Token), Longs(all, t => Stored.Number(t.Case)));
    }

    private void AddTraces(Trace[] all)
    {
        if (all.Length == 0) return;
        Add(
            """
            INSERT INTO gongshu.traces (kind, token, case_number, owner, count) SELECT * FROM unnest($1, $2, $3, $4, $5)
            ON CONFLICT (kind, token, case_number) DO UPDATE SET owner = excluded.owner, count = excluded.count
            """,
            Shorts(all, t => (int)t.Kind), Longs(all, t => t.Token), Longs(all, t => Stored.Number(t.Case)), Texts(all, t => t.Owner), Ints(all, t => t.Count));
    }
}
