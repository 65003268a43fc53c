using System.Security.Cryptography;
using System.Text.Json;
using Gongshu.Ledger;
using Gongshu.Policy;
using Npgsql;

namespace Gongshu.PlainSql;

/// <summary>
/// One application: judge, write all of it in one round trip, answer. What another case holds is told by one SELECT after the unique index said no;
/// a repeated key is told by the same SELECT, so a retry gets its first answer and never a duplicate of itself.
/// </summary>
internal sealed class Submissions(NpgsqlDataSource source, Sealer sealer, Pseudonymiser pseudonyms, Judging judging) : IDisposable
{
    private const int MostTries = 4;
    private readonly CaseNumbers _numbers = new(source);

    public async Task<Outcome<CaseAnswer>> SubmitAsync(Application form, string operationHex, Caller by, DateTimeOffset at)
    {
        var (judged, faults) = judging.Of(form, by, at);
        var operation = Convert.FromHexString(operationHex);
        var requestHash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form, StoredJson.Instance.Application));
        if (judged is null) return Problems.Of("invalid-request", 422) with { Errors = faults };
        if (Judging.Refusal(judged) is { } refusal) return await new Standing(source, sealer).ReplayAsync(operation, requestHash, by) ?? refusal;

        for (var tries = 1; ; tries++)
        {
            var number = await _numbers.NextAsync(judged.Window);
            var submitted = Submitted(judged, number);
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                await using var batch = new NpgsqlBatch(connection);
                SubmitBatch.Fill(batch, judged, number, operation, requestHash, submitted.Event, sealer, pseudonyms);
                await batch.ExecuteNonQueryAsync();
                return new(CaseAnswers.Of(submitted.Fact, number, submitted.Event.Hash), null);
            }
            catch (PostgresException conflict) when (conflict.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation)
            {
                if (await JudgeAsync(judged, operation, requestHash, by) is { } outcome) return outcome;
                if (tries == MostTries) return Problems.Of("unavailable", 503);
            }
            catch (PostgresException again) when (again.SqlState is PostgresErrorCodes.DeadlockDetected && tries < MostTries)
            {
                // Nothing was written; the rows are sorted, so that this is rare.
            }
        }
    }

    /// <summary>Who holds what this application wants, and whether its key was used before.</summary>
    /// <returns>Null: nothing stands in the way any more.</returns>
    private async Task<Outcome<CaseAnswer>?> JudgeAsync(Judged judged, byte[] operation, byte[] requestHash, Caller by)
    {
        var standing = new Standing(source, sealer);
        await standing.LoadAsync(operation, [.. judged.Eligible.SelectMany(e => e.Benefit.Keys)], CertificatesOf(judged));
        if (standing.IsRepeated) return await standing.ReplayAsync(operation, requestHash, by);
        var known = judging.With(judged, standing.Owners);
        if (Judging.Refusal(known) is { } refusal) return refusal;
        var conflicts = standing.Conflicts(judged, by);
        return conflicts.Length > 0 ? (Outcome<CaseAnswer>)Problems.Duplicate(conflicts) : null;
    }

    public static string[] CertificatesOf(Judged judged) => [.. judged.Facts.Lines.Select(line => line.Certificate?.Number).OfType<string>()];

    private static (CaseSubmitted Fact, NewEvent Event) Submitted(Judged judged, CaseNumber number)
    {
        var fact = new CaseSubmitted(
            judged.Form, judged.Window, judged.Policy.Id, judged.Applicant!.Name, judged.Facts.Day, judged.At, new(judged.By.Id, judged.By.Name), judged.By.IsStaff,
            [.. judged.Evaluation.Lines.Select((line, i) => new StoredLine(line.Line, line.WorkerRef, judged.People[i].MaskedId, line.Certificate,
                Array.ConvertAll(line.Benefits, b => new StoredBenefit(b.Benefit, b.Verdict, b.Amount, b.Clause,
                    Array.ConvertAll(b.Keys, k => new StoredKey(k.Subject.Value, k.Key)),
                    Array.ConvertAll(b.Reasons, r => new StoredReason(r.Code.Wire(), r.DetailZh, r.DetailEn))))))],
            judged.DueOn, new(new([.. judged.Facts.Applicant!.Kinds.Order()], judged.Facts.Applicant.InDistrict)));
        var body = JsonSerializer.SerializeToUtf8Bytes(fact, StoredJson.Instance.CaseSubmitted);
        return (fact, NewEvent.After(EventChain.Genesis, number.ToString(), 1, "case.submitted", judged.By.Id, judged.At, body));
    }

    public void Dispose() => _numbers.Dispose();
}
