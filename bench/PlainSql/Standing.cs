using System.Text.Json;
using Gongshu.Ledger;
using Gongshu.Policy;
using Npgsql;
using NpgsqlTypes;

namespace Gongshu.PlainSql;

/// <summary>What stands in the database where an application wants to write: read in one round trip.</summary>
internal sealed class Standing(NpgsqlDataSource source, Sealer sealer)
{
    private readonly Dictionary<ClaimKey, Holder> _holders = [];
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private (string Stream, byte[] RequestHash)? _operation;

    private sealed record Holder(CaseNumber Case, CaseStatus Status, DateTimeOffset SubmittedAt, string Applicant);

    public bool IsRepeated => _operation is not null;

    /// <summary>Certificate → the worker of its live claims.</summary>
    public IReadOnlyDictionary<string, string> Owners => _owners;

    public async Task LoadAsync(byte[]? operation, ClaimKey[] keys, string[] certificates)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        AddTo(batch, operation, keys, certificates);
        await using var reader = await batch.ExecuteReaderAsync();
        await ReadAsync(reader);
    }

    /// <summary>What outranks is read last, so that a first attempt whose keys were seen is seen as an operation too.</summary>
    public static void AddTo(NpgsqlBatch batch, byte[]? operation, ClaimKey[] keys, string[] certificates)
    {
        batch.Statement(
            """
            SELECT k.subject, k.entitlement_key, k.case_number, c.status, c.submitted_at, c.applicant
            FROM unnest($1, $2) AS p (a, b) JOIN gongshu.claims k ON k.subject = p.a AND k.entitlement_key = p.b AND k.slot = 0
            JOIN gongshu.cases c ON c.case_number = k.case_number
            """,
            Columns.Array(keys, NpgsqlDbType.Text, k => k.Subject.Value), Columns.Array(keys, NpgsqlDbType.Text, k => k.Key));
        batch.Statement(
            "SELECT certificate, worker FROM gongshu.certificates WHERE certificate = ANY($1) AND live > 0", Columns.Array(certificates, NpgsqlDbType.Text, c => c));
        batch.Statement("SELECT stream, request_hash FROM gongshu.operations WHERE id = $1 AND abandoned = 0", new NpgsqlParameter<byte[]?> { TypedValue = operation, NpgsqlDbType = NpgsqlDbType.Bytea });
    }

    public async Task ReadAsync(NpgsqlDataReader reader)
    {
        while (await reader.ReadAsync())
            _holders[new(new(reader.GetString(0)), reader.GetString(1))] = new(
                Columns.Number(reader.GetInt64(2)), (CaseStatus)reader.GetInt16(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5));
        await reader.NextResultAsync();
        while (await reader.ReadAsync()) _owners[reader.GetString(0)] = reader.GetString(1);
        await reader.NextResultAsync();
        while (await reader.ReadAsync()) _operation = (reader.GetString(0), reader.GetFieldValue<byte[]>(1));
        await reader.NextResultAsync();
    }

    public ConflictAnswer[] Conflicts(Judged judged, Caller caller) =>
        [.. from eligible in judged.Eligible
            from key in eligible.Benefit.Keys
            let holder = _holders.GetValueOrDefault(key)
            where holder is not null
            let shown = caller.MaySee(holder.Applicant)
            select new ConflictAnswer(eligible.Line.Line, eligible.Benefit.Benefit, key.Key, new(
                shown ? holder.Case : null, holder.Status, shown ? PolicyTime.DayOf(holder.SubmittedAt) : null, holder.Applicant == judged.Form.Applicant))];

    /// <summary>The first answer again; null: the key was never used.</summary>
    public async Task<Outcome<CaseAnswer>?> ReplayAsync(byte[] operation, byte[] requestHash, Caller by)
    {
        if (_operation is null) await LoadAsync(operation, [], []);
        if (_operation is not { } first) return null;
        if (!first.RequestHash.AsSpan().SequenceEqual(requestHash)) return Problems.Of("idempotency-key-reused", 422);
        var (fact, hash) = await SubmittedAsync(first.Stream);
        return by.MaySee(fact.Form.Applicant) ? new(CaseAnswers.Of(fact, CaseNumber.Parse(first.Stream), hash), null, Replayed: true) : null;
    }

    private async Task<(CaseSubmitted Fact, byte[] Hash)> SubmittedAsync(string stream)
    {
        await using var command = source.CreateCommand("SELECT sealed_body, hash FROM gongshu.events WHERE stream = $1 AND version = 1");
        command.Parameters.Add(Columns.Of(stream));
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (Read(sealer, reader.GetFieldValue<byte[]>(0)), reader.GetFieldValue<byte[]>(1));
    }

    public static CaseSubmitted Read(Sealer sealer, byte[] stored) =>
        JsonSerializer.Deserialize(sealer.Open(stored).AsSpan(EventChain.SaltLength), StoredJson.Instance.CaseSubmitted)!;
}
