using System.Security.Cryptography;
using System.Text.Json;
using Gongshu.Ledger;
using Gongshu.Policy;
using Npgsql;

namespace Gongshu.PlainSql;

/// <summary>The handler's pass of a submitted case: one round trip to read it, one to write, each row demanded to stand as it was read.</summary>
internal sealed class Decisions(NpgsqlDataSource source, Sealer sealer, PolicySet policies, Judging judging)
{
    private const string Truth = "材料真实、条件符合、人岗相适";

    private sealed record Read(CaseSubmitted Fact, byte[] Receipt, int Version, CaseStatus Status);

    public async Task<Outcome<CaseAnswer>> DecideAsync(CaseNumber number, Decision form, int ifMatch, string? operationHex, Caller by, DateTimeOffset at)
    {
        if (form is not { Stage: Stage.Handler, Outcome: "pass" }) return Problems.Of("invalid-request", 422);
        if (await ReadAsync(number) is not { } read || !by.MaySee(read.Fact.Form.Applicant)) return Problems.Of("not-found", 404);
        if (read.Version != ifMatch) return Problems.Of("stale-version", 412);
        if (read.Status != CaseStatus.Submitted) return Problems.Of("illegal-transition", 409);
        if (read.Fact.AtCounter && read.Fact.By.Id == by.Id) return Problems.Of("separation-of-duties", 403);
        var policy = policies.Find(read.Fact.Policy)!;
        policy.TryGet(read.Fact.Form.Programme, out var terms);
        if (terms!.Documents.Any(document => document.At == DocumentDue.Submission && !form.PapersSeen.Contains(document.Kind))) return Problems.Of("papers-not-confirmed", 422);

        var made = new DecisionMade(
            Stage.Handler, 1, "pass", form.Comment, new(by.Id, by.Name), at, [], [.. form.PapersSeen.Distinct().Order()], Truth, judging.NextStage(at, policy));
        var written = NewEvent.After(read.Receipt, number.ToString(), 2, "case.decided", by.Id, at, JsonSerializer.SerializeToUtf8Bytes(made, StoredJson.Instance.DecisionMade));
        try
        {
            await WriteAsync(number, made, written, operationHex, form);
        }
        catch (PostgresException conflict) when (conflict.SqlState is PostgresErrorCodes.UniqueViolation or "GS001")
        {
            return Problems.Of("stale-version", 412);
        }
        var answer = CaseAnswers.Of(read.Fact, number, read.Receipt);
        return new(answer with
        {
            Status = CaseStatus.Recommended,
            Version = 2,
            Decisions = [new(made.Stage, 1, made.Outcome, made.Comment, made.By, PolicyTime.Of(made.At), [], made.PapersSeen, made.Statement)],
            PapersSeen = made.PapersSeen,
            DueOn = made.DueOn,
        }, null);
    }

    private async Task<Read?> ReadAsync(CaseNumber number)
    {
        await using var command = source.CreateCommand(
            """
            SELECT e.sealed_body, e.hash, c.version, c.status FROM gongshu.cases c JOIN gongshu.events e ON e.stream = c.printed AND e.version = 1 WHERE c.case_number = $1
            """);
        command.Parameters.Add(Columns.Of(Columns.Number(number)));
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? new(Standing.Read(sealer, reader.GetFieldValue<byte[]>(0)), reader.GetFieldValue<byte[]>(1), reader.GetInt32(2), (CaseStatus)reader.GetInt16(3)) : null;
    }

    private async Task WriteAsync(CaseNumber number, DecisionMade made, NewEvent written, string? operationHex, Decision form)
    {
        var stored = Columns.Number(number);
        var request = JsonSerializer.SerializeToUtf8Bytes(form, ContractJson.Instance.Decision);
        var operation = operationHex is null ? RandomNumberGenerator.GetBytes(32) : Convert.FromHexString(operationHex);
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        batch.Statement("SELECT pg_current_xact_id()");
        batch.Statement(
            "INSERT INTO gongshu.operations (id, abandoned, stream, version, request_hash, sealed_request, sealed_answer, at) VALUES ($1, 0, $2, 2, $3, $4, NULL, $5)",
            Columns.Of(operation), Columns.Of(written.Stream), Columns.Of(SHA256.HashData(request)), Columns.Of(sealer.Seal(request)), Columns.Instant(made.At));
        batch.Statement(
            """
            WITH changed AS (
              UPDATE gongshu.cases SET version = 2, status = 2, status_since = $2, decided_at = $2, due_on = $3, assignee = NULL
              WHERE case_number = $1 AND version = 1 RETURNING 1)
            SELECT gongshu.demand(count(*) = 1) FROM changed
            """,
            Columns.Of(stored), Columns.Instant(made.At), Columns.Day(made.DueOn));
        batch.Statement("INSERT INTO gongshu.case_officers (case_number, person, stage) VALUES ($1, $2, 1)", Columns.Of(stored), Columns.Of(made.By.Id));
        batch.Statement("INSERT INTO gongshu.decisions (case_number, round, stage, person) VALUES ($1, 1, 1, $2)", Columns.Of(stored), Columns.Of(made.By.Id));
        SubmitBatch.AddEvent(batch, written, CaseStatus.Recommended, sealer);
        await batch.ExecuteNonQueryAsync();
    }
}
