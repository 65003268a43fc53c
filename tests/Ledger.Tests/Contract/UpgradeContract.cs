using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

/// <summary>A database that the first version of the program filled goes on after the migrations.</summary>
public abstract class UpgradeContract
{
    protected abstract Task<TestDatabase> CreateEmptyAsync();

    private static async Task FillAsync(TestDatabase database)
    {
        var (bytes, at) = database.Prefix.Length > 0 ? ("'\\x01'::bytea", "timestamptz '2018-03-05T09:00:00+08:00'") : ("x'01'", "1520211600000000");
        Task Insert(string table, string columns, params string[] rows) =>
            database.ScalarAsync($"INSERT INTO {database.Prefix}{table} ({columns}) VALUES {string.Join(", ", rows.Select(r => $"({r})"))}");

        // 1 is approved; 2 stands in a batch; 3 failed there and stands in the next one; 4 is not decided.
        string Case(int number, CaseStatus status, int amount, string? batch = null) =>
            $"20181000000000{number}, 'GS-2018Q1-00000{number}', 1, {(int)status}, 1, 'a', 'a', 'gongshu-2018', {amount}, 1, {bytes}, {at}, {at}, {(batch is null ? "NULL" : $"'{batch}'")}";
        await Insert("cases", "case_number, printed, version, status, programme, applicant, applicant_name, policy, amount, lines, receipt, submitted_at, status_since, batch_id",
            Case(1, CaseStatus.Approved, 5000), Case(2, CaseStatus.Scheduled, 25000, "B-1"), Case(3, CaseStatus.Scheduled, 5000, "B-2"), Case(4, CaseStatus.Submitted, 5000));
        string Claim(int number, int line, Benefit benefit, int amount, ClaimStatus status, int slot = 0, int ordinal = 0) =>
            $"{slot}, 20181000000000{number}, {amount}, {line}, {(int)benefit}, {ordinal}, {(int)status}, 'wk1-{number}{line}', 'k{(int)benefit}{ordinal}'";
        await Insert("claims", "slot, case_number, amount, line, benefit, ordinal, status, subject, entitlement_key",
            Claim(1, 1, Benefit.Assessment, 5000, ClaimStatus.Approved), Claim(2, 1, Benefit.Assessment, 5000, ClaimStatus.Approved),
            Claim(2, 1, Benefit.Training, 20000, ClaimStatus.Approved), Claim(2, 1, Benefit.Training, 0, ClaimStatus.Approved, ordinal: 1),
            Claim(2, 2, Benefit.Assessment, 5000, ClaimStatus.Released, slot: 1), Claim(3, 1, Benefit.Assessment, 5000, ClaimStatus.Approved),
            Claim(4, 1, Benefit.Assessment, 5000, ClaimStatus.Held));
        string Batch(int ordinal) => $"'B-{ordinal}', 20181, {ordinal}, 1, {at}, 'window', {bytes}, 0";
        await Insert("batches", "batch_id, intake_window, ordinal, version, sealed_at, sealed_by, hash, total", Batch(1), Batch(2));
        // The account that is sealed here is read by nobody.
        string Line(int ordinal, int line, int number, int amount, BatchLineStatus status) => $"'B-{ordinal}', {line}, 20181000000000{number}, 1, 'a', 'a', {amount}, {bytes}, {(int)status}";
        await Insert("batch_lines", "batch_id, batch_line, case_number, programme, payee_uscc, payee_name, amount, sealed_account, status",
            Line(1, 1, 2, 25000, BatchLineStatus.Scheduled), Line(1, 2, 3, 5000, BatchLineStatus.Failed), Line(2, 1, 3, 5000, BatchLineStatus.Scheduled));
        await Insert("case_officers", "case_number, person, stage", "201810000000001, 'u-0', 0", "201810000000001, 'u-3', 3");
    }

    [Fact]
    public async Task An_upgrade_knows_what_is_waiting_what_is_scheduled_and_what_each_batch_line_pays()
    {
        await using var database = await CreateEmptyAsync();
        await database.MigrateToFirstAsync();
        await FillAsync(database);
        Assert.DoesNotContain(database.Schema.Missing(), name => name.Contains("0001"));
        database.Schema.Migrate();
        Assert.Empty(database.Schema.Missing());
        var ledger = database.Open();

        CaseNumber[] cases = [Number(1), Number(2), Number(3), Number(4)];
        Assert.Equal(
            [CaseMoney.None with { Waiting = new(5000) }, CaseMoney.None with { Scheduled = new(25000) }, CaseMoney.None with { Scheduled = new(5000) }, CaseMoney.None],
            (await ledger.FindCasesAsync(cases, default)).OrderBy(c => c.Case.Number).Select(c => c.Case.Money));
        Assert.Equal([Number(1)], (await ledger.PayableCasesAsync(Window, default)).Select(c => c.Case.Number));
        Assert.Equal([new PayableClaim(Number(1), 1, Benefit.Assessment, new(5000))], await ledger.LoadPayableClaimsAsync(cases, default));
        await using var snapshot = await ledger.OpenSnapshotAsync(default);
        var paid = new List<string>();
        await foreach (var batch in snapshot.BatchesAsync(default))
            paid.AddRange(batch.Claims.Select(c => $"{batch.Batch.BatchId}/{c.BatchLine} {c.Case.Ordinal}/{c.Line} {c.Benefit} {c.Amount.Fen}{(c.Failed ? " failed" : "")}"));
        Assert.Equal(["B-1/1 2/1 Assessment 5000", "B-1/1 2/1 Training 20000", "B-1/2 3/1 Assessment 5000 failed", "B-2/1 3/1 Assessment 5000"], paid);
        Assert.IsType<DutiesNotSeparate>(await ledger.CommitAsync(new LedgerCommand { Decision = new(Number(1), 1, null, "u-3", OnAppeal: true) }));
        Assert.IsType<Committed>(await ledger.CommitAsync(new LedgerCommand { Decision = new(Number(1), 1, null, "u-4", OnAppeal: true) }));
    }
}
