using System.Data.Common;
using System.Globalization;

namespace Gongshu.Cluster.Tests;

/// <summary>What is changed by hand is named by <c>verify</c>: exactly that row, and nothing unrelated.</summary>
public abstract class VerifyContract(ToldStore store)
{
    private const string Batch = "B-2018Q1-1";

    private string PaidRow => $"{store.Paid}, line 1, skillUpgrade, claim row 0";

    private string HeldRow => $"{store.Held}, line 1, skillUpgrade, claim row 0";

    [Theory]
    [InlineData("sealed_body")]
    [InlineData("hash")]
    [InlineData("previous_hash")]
    public async Task One_byte_of_one_event_is_named(string column) =>
        (await store.VerifyAfterAsync(connection => FlipAsync(connection, "events", column, $"stream = '{store.Paid}' AND version = 2"), ownProcess: true))
            .AssertNames(("I5", $"{store.Paid}, event 2"));

    [Theory]
    [InlineData("actor = 'somebody'")]
    [InlineData("type = 'case.withdrawn'")]
    [InlineData("at_one_second_later")]
    public async Task Another_actor_type_or_instant_of_an_event_is_named(string change)
    {
        var verified = await store.VerifyAfterAsync(connection => RunAsync(connection, change == "at_one_second_later"
            ? $"UPDATE events SET at = {(IsSqlite(connection) ? "at + 1000000" : "at + interval '1 second'")} WHERE stream = '{store.Paid}' AND version = 3"
            : $"UPDATE events SET {change} WHERE stream = '{store.Paid}' AND version = 3"));
        verified.AssertNames(("I5", $"{store.Paid}, event 3"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task A_deleted_event_is_named(int version) =>
        await NamesAsync($"DELETE FROM events WHERE stream = '{store.Paid}' AND version = {version}", ("I5", $"{store.Paid}, event {version}"));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_deleted_event_of_a_batch_is_named(int version) =>
        await NamesAsync($"DELETE FROM events WHERE stream = '{Batch}' AND version = {version}", ("I5", $"{Batch}, event {version}"));

    [Theory]
    [InlineData("status = 2")]
    [InlineData("entitlement_key = 'skillUpgrade:another'")]
    [InlineData("subject = 'wk1-another'")]
    [InlineData("amount = amount + 1")]
    [InlineData("certificate_year = 2017")]
    [InlineData("certificate_year = NULL")]
    [InlineData("level = 1")]
    [InlineData("migrant = NOT migrant")]
    [InlineData("migrant = NULL")]
    [InlineData("worker = 'w_another'")]
    public async Task A_changed_claim_row_is_named(string change) =>
        await NamesAsync($"UPDATE claims SET {change} WHERE case_number = {Number(store.Held)} AND ordinal = 0", ("I9", HeldRow));

    [Fact]
    public async Task A_claim_row_that_lets_go_of_its_key_is_named_for_its_life_too() =>
        await NamesAsync($"UPDATE claims SET slot = 4711 WHERE case_number = {Number(store.Paid)} AND line = 1 AND ordinal = 0", ("I6", PaidRow), ("I9", PaidRow));

    [Fact]
    public async Task A_deleted_claim_row_is_named() =>
        await NamesAsync($"DELETE FROM claims WHERE case_number = {Number(store.Paid)} AND line = 1 AND ordinal = 0", ("I9", PaidRow));

    [Fact]
    public async Task An_added_claim_row_is_named() => await NamesAsync(
        $"""
        INSERT INTO claims (slot, case_number, amount, line, benefit, ordinal, status, subject, entitlement_key, stopped)
        SELECT slot, case_number, amount, 9, benefit, ordinal, status, subject, 'skillUpgrade:added', stopped FROM claims WHERE case_number = {Number(store.Held)} AND ordinal = 0
        """,
        ("I9", $"{store.Held}, line 9, skillUpgrade, claim row 0"));

    [Fact]
    public async Task Two_live_rows_of_one_key_are_named_with_the_index_that_would_have_refused_them() => await NamesAsync(
        $"""
        DROP INDEX claims_one_live;
        UPDATE claims SET
          subject = (SELECT o.subject FROM claims o WHERE o.case_number = {Number(store.Held)} AND o.ordinal = 0),
          entitlement_key = (SELECT o.entitlement_key FROM claims o WHERE o.case_number = {Number(store.Held)} AND o.ordinal = 0)
        WHERE case_number = {Number(store.Paid)} AND line = 1 AND ordinal = 0
        """,
        found => found.Invariant == "I1" ? found.Place == "schema" || found.Place == HeldRow || found.Place == PaidRow : found == ("I9", PaidRow));

    [Theory]
    [InlineData("amount = amount + 100")]
    [InlineData("status = 9")]
    [InlineData("paid = paid + 100")]
    [InlineData("claimed = claimed + 100")]
    [InlineData("applicant = '91330105TG0000026E'")]
    public async Task A_changed_case_row_is_named(string change) =>
        await NamesAsync($"UPDATE cases SET {change} WHERE case_number = {Number(store.Held)}", ("I9", store.Held));

    [Fact]
    public async Task Another_receipt_is_named() =>
        (await store.VerifyAfterAsync(connection => FlipAsync(connection, "cases", "receipt", $"case_number = {Number(store.Held)}"))).AssertNames(("I3", store.Held));

    [Fact]
    public async Task A_case_without_its_row_is_named_once() =>
        await NamesAsync($"DELETE FROM cases WHERE case_number = {Number(store.Paid)}", ("I3", store.Paid));

    [Fact]
    public async Task A_changed_line_of_a_batch_is_named_and_its_seal_broken() =>
        await NamesAsync($"UPDATE batch_lines SET amount = amount + 100 WHERE batch_line = 1", ("I2", $"{Batch}, batch line 1, {store.Paid}"), ("I10", Batch));

    [Fact]
    public async Task A_changed_total_of_a_batch_is_named() => await NamesAsync("UPDATE batches SET total = total + 100", ("I2", Batch));

    [Fact]
    public async Task A_changed_claim_of_a_batch_is_named() =>
        await NamesAsync($"UPDATE batch_claims SET amount = amount + 100 WHERE batch_line = 1 AND line = 2", ("I2", $"{Batch}, {store.Paid}, line 2, skillUpgrade"));

    [Fact]
    public async Task A_changed_status_of_a_batch_line_is_named() =>
        await NamesAsync("UPDATE batch_lines SET status = 1 WHERE batch_line = 1", ("I9", $"{Batch}, batch line 1, {store.Paid}"));

    [Fact]
    public async Task One_byte_of_an_account_to_be_paid_is_named() =>
        (await store.VerifyAfterAsync(connection => FlipAsync(connection, "batch_lines", "sealed_account", "batch_line = 2"))).AssertNames(("I10", $"{Batch}, batch line 2"));

    [Fact]
    public async Task Another_person_in_a_decision_is_named() =>
        await NamesAsync($"UPDATE decisions SET person = 'somebody' WHERE case_number = {Number(store.Paid)} AND stage = 2", ("I7", store.Paid));

    [Fact]
    public async Task A_missing_certificate_is_named() => await NamesAsync(
        $"DELETE FROM certificates WHERE certificate = (SELECT k.certificate FROM claims k WHERE k.case_number = {Number(store.Held)} AND k.ordinal = 0)", ("I9", store.Held));

    [Fact]
    public async Task The_lost_record_of_an_operation_is_named() =>
        await NamesAsync($"DELETE FROM operations WHERE stream = '{store.Corrected}' AND version = 1", ("I8", store.Corrected));

    [Fact]
    public async Task Two_records_of_one_effect_are_named() => await NamesAsync(
        $"UPDATE operations SET version = 1 WHERE stream = '{store.Corrected}' AND version = 2",
        found => found.Invariant == "I8" && found.Place.StartsWith("operation ", StringComparison.Ordinal));

    private async Task NamesAsync(string sql, params (string, string)[] expected) =>
        (await store.VerifyAfterAsync(connection => RunAsync(connection, sql))).AssertNames(expected);

    private async Task NamesAsync(string sql, Func<(string Invariant, string Place), bool> isExpected)
    {
        var verified = await store.VerifyAfterAsync(connection => RunAsync(connection, sql));
        Assert.Equal(1, verified.Code);
        Assert.NotEmpty(verified.Findings);
        Assert.All(verified.Findings, finding => Assert.True(isExpected((finding.Invariant, finding.Place)), $"{finding}"));
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }

    /// <summary>Changes the last byte of one value.</summary>
    private static async Task FlipAsync(DbConnection connection, string table, string column, string where)
    {
        await using var read = connection.CreateCommand();
        read.CommandText = $"SELECT {column} FROM {table} WHERE {where}";
        var bytes = (byte[])(await read.ExecuteScalarAsync())!;
        bytes[^1] ^= 1;
        await using var write = connection.CreateCommand();
        write.CommandText = $"UPDATE {table} SET {column} = @bytes WHERE {where}";
        var parameter = write.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("bytes", bytes);
        write.Parameters.Add(parameter);
        Assert.Equal(1, await write.ExecuteNonQueryAsync());
    }

    private static bool IsSqlite(DbConnection connection) => connection is Microsoft.Data.Sqlite.SqliteConnection;

    /// <summary>As the tables spell a case number: the window's digits, then ten of the ordinal.</summary>
    private static string Number(string printed) => string.Create(CultureInfo.InvariantCulture, $"{printed[3..7]}{printed[8]}{long.Parse(printed[10..], CultureInfo.InvariantCulture):D10}");
}

public sealed class Verify_on_SQLite(ToldOnSqlite store) : VerifyContract(store), IClassFixture<ToldOnSqlite>;

public sealed class Verify_on_PostgreSQL(ToldOnPostgreSql store) : VerifyContract(store), IClassFixture<ToldOnPostgreSql>;
