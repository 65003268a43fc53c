using System.Security.Cryptography;
using System.Text.Json;
using Gongshu.Ledger;
using Gongshu.Policy;
using Npgsql;

namespace Gongshu.PlainSql;

/// <summary>What a submission would be answered: the readings and the audit event in one round trip.</summary>
internal sealed class Prechecks(NpgsqlDataSource source, Sealer sealer, Judging judging) : IDisposable
{
    // A chain is written by one at a time, so there are several.
    private const int Chains = 16;
    private readonly Chain[] _chains = [.. Enumerable.Range(0, Chains).Select(_ => new Chain())];
    private int _turn;

    private sealed class Chain
    {
        public string Stream { get; } = "log-" + RandomNumberGenerator.GetHexString(16, lowercase: true);
        public SemaphoreSlim One { get; } = new(1, 1);
        public int Version { get; set; }
        public byte[] Head { get; set; } = EventChain.Genesis;
    }

    public async Task<Outcome<PrecheckAnswer>> RunAsync(Application form, Caller by, DateTimeOffset at)
    {
        var (judged, faults) = judging.Of(form, by, at);
        if (judged is null) return Problems.Of("invalid-request", 422) with { Errors = faults };
        var standing = new Standing(source, sealer);
        await ReadAndRecordAsync(judged, standing);
        judged = judging.With(judged, standing.Owners);
        var conflicts = standing.Conflicts(judged, by);
        var refusal = Judging.Refusal(judged);
        var taken = conflicts.Select(conflict => (conflict.Line, conflict.Benefit)).ToHashSet();
        return new(
            new PrecheckAnswer(
                refusal?.Status ?? (conflicts.Length > 0 ? 409 : 201), [.. new[] { refusal?.Code, conflicts.Length > 0 ? "duplicate-claim" : null }.OfType<string>()],
                judged.Window, Sum(judged, taken), [.. judged.Evaluation.Reasons.Select(r => new ReasonAnswer(r.Code.Wire(), r.DetailZh))],
                [.. judged.Evaluation.Lines.Select((line, i) => LineOf(judged, line, i, taken))], [], conflicts, null, null, null),
            null);
    }

    private static LineAnswer LineOf(Judged judged, LineVerdict line, int i, HashSet<(int, Benefit)> taken) => CaseAnswers.Line(
        new(line.Line, line.WorkerRef, judged.People[i].MaskedId, line.Certificate, Array.ConvertAll(line.Benefits, b => new StoredBenefit(
            b.Benefit, taken.Contains((line.Line, b.Benefit)) ? Verdict.Duplicate : b.Verdict, taken.Contains((line.Line, b.Benefit)) ? Money.Zero : b.Amount, b.Clause,
            Array.ConvertAll(b.Keys, k => new StoredKey(k.Subject.Value, k.Key)), Array.ConvertAll(b.Reasons, r => new StoredReason(r.Code.Wire(), r.DetailZh, r.DetailEn))))),
        judged.Form.Lines[i], null);

    private static Money Sum(Judged judged, HashSet<(int, Benefit)> taken)
    {
        var sum = Money.Zero;
        foreach (var (line, benefit) in judged.Eligible)
            if (!taken.Contains((line.Line, benefit.Benefit))) sum += benefit.Amount;
        return sum;
    }

    private async Task ReadAndRecordAsync(Judged judged, Standing standing)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new AuditBody(judged.Form.Applicant, new()
            {
                Applicant = judged.Form.Applicant,
                Programme = judged.Form.Programme.ToString(),
                ReceivedOnPaper = "",
                Workers = string.Join(' ', judged.People.Select(person => person.WorkerRef)),
            }),
            StoredJson.Instance.AuditBody);
        var chain = _chains[(uint)Interlocked.Increment(ref _turn) % Chains];
        await chain.One.WaitAsync();
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var batch = new NpgsqlBatch(connection);
            var written = NewEvent.After(chain.Head, chain.Stream, chain.Version + 1, "application.prechecked", judged.By.Id, judged.At, body);
            Standing.AddTo(batch, null, [.. judged.Eligible.SelectMany(e => e.Benefit.Keys)], Submissions.CertificatesOf(judged));
            batch.Statement("SELECT pg_current_xact_id()");
            SubmitBatch.AddEvent(batch, written, null, sealer);
            await using (var reader = await batch.ExecuteReaderAsync())
            {
                await standing.ReadAsync(reader);
                while (await reader.NextResultAsync())
                {
                    // To the end: only then it is committed.
                }
            }
            (chain.Version, chain.Head) = (written.Version, written.Hash);
        }
        finally
        {
            chain.One.Release();
        }
    }

    public void Dispose()
    {
        foreach (var chain in _chains) chain.One.Dispose();
    }
}
