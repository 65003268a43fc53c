using Gongshu.Policy;
using Npgsql;

namespace Gongshu.PlainSql;

/// <summary>
/// The closing of a window as one SQL statement: batch, batch lines, what each pays, the cases' new status, and an event with a chained hash for each.
/// SQL cannot seal, so bodies and accounts are bytes of the sealed length; the product has to seal them.
/// </summary>
internal sealed class Settlements(NpgsqlDataSource source)
{
    private const int SealedAccount = 170, SealedBody = 141;

    /// <returns>Cases put into the batch.</returns>
    public async Task<int> SettleAsync(WindowId window, DateTimeOffset at)
    {
        await using var command = source.CreateCommand(
            $"""
            WITH payable AS MATERIALIZED (
              SELECT c.case_number, c.printed, c.version, c.applicant, c.applicant_name, c.programme, c.waiting, e.hash, row_number() OVER (ORDER BY c.case_number) AS line
              FROM gongshu.cases c JOIN gongshu.events e ON e.stream = c.printed AND e.version = c.version
              WHERE c.case_number BETWEEN $1 AND $2 AND c.waiting > 0),
            batch AS (
              INSERT INTO gongshu.batches (batch_id, intake_window, ordinal, version, sealed_at, sealed_by, hash, total)
              SELECT $3, $4, 1, 1, $5, 'system', sha256(convert_to($3, 'UTF8')), sum(waiting) FROM payable RETURNING 1),
            lines AS (
              INSERT INTO gongshu.batch_lines (batch_id, batch_line, case_number, programme, payee_uscc, payee_name, amount, sealed_account, status)
              SELECT $3, line, case_number, programme, applicant, applicant_name, waiting, decode(repeat('00', {SealedAccount}), 'hex'), 1 FROM payable RETURNING 1),
            paid AS (
              INSERT INTO gongshu.batch_claims (batch_id, batch_line, case_number, line, benefit, amount, failed)
              SELECT $3, p.line, p.case_number, k.line, k.benefit, k.amount, false
              FROM payable p JOIN gongshu.claims k ON k.case_number = p.case_number AND k.ordinal = 0 AND k.slot = 0 AND k.status = 2 AND NOT k.stopped RETURNING 1),
            happened AS (
              INSERT INTO gongshu.events (stream, version, case_status, type, actor, at, sealed_body, previous_hash, hash)
              SELECT printed, version + 1, 5, 'case.scheduled', 'system', $5, decode(repeat('00', {SealedBody}), 'hex'), hash, sha256(hash || convert_to(printed, 'UTF8')) FROM payable RETURNING 1),
            moved AS (
              UPDATE gongshu.cases c SET version = c.version + 1, status = 5, status_since = $5, batch_id = $3, scheduled = c.waiting, waiting = 0
              FROM payable p WHERE c.case_number = p.case_number RETURNING 1)
            SELECT (SELECT count(*) FROM moved), (SELECT count(*) FROM batch), (SELECT count(*) FROM lines), (SELECT count(*) FROM paid), (SELECT count(*) FROM happened)
            """);
        command.CommandTimeout = 0;
        var first = Columns.Number(new CaseNumber(window, 0));
        command.Parameters.Add(Columns.Of(first));
        command.Parameters.Add(Columns.Of(Columns.Number(new CaseNumber(window.Next, 0)) - 1));
        command.Parameters.Add(Columns.Of($"B-{window}-1"));
        command.Parameters.Add(Columns.Of(Columns.Window(window)));
        command.Parameters.Add(Columns.Instant(at));
        return (int)(long)(await command.ExecuteScalarAsync())!;
    }
}
