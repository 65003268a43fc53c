using System.Text.Json;
using Gongshu.Ledger;
using Gongshu.Policy;
using Npgsql;

namespace Gongshu.PlainSql;

/// <summary>A worker's claims, newest first: one SELECT.</summary>
internal sealed class Histories(NpgsqlDataSource source, Sealer sealer)
{
    /// <returns>Null: nothing is known of the person.</returns>
    public async Task<HistoryAnswer?> OfAsync(string workerRef, int limit, Caller by)
    {
        await using var command = source.CreateCommand(
            """
            SELECT k.case_number, k.line, k.benefit, k.status, k.slot, k.sealed_detail, c.programme, c.applicant, c.applicant_name, c.policy, c.submitted_at, c.decided_at, c.paid_at
            FROM gongshu.claims k JOIN gongshu.cases c ON c.case_number = k.case_number
            WHERE k.subject = $1 AND k.sealed_detail IS NOT NULL
            ORDER BY c.submitted_at DESC, k.case_number DESC, k.line, k.benefit
            """);
        command.Parameters.Add(Columns.Of(SubjectId.Worker(workerRef).Value));
        var claims = new List<ClaimAnswer>();
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) claims.Add(Read(reader));
        if (claims.Count == 0) return null;
        claims.RemoveAll(claim => !by.MaySee(claim.Applicant.Uscc));
        var paid = Money.Zero;
        foreach (var claim in claims.Where(claim => claim.Status == ClaimStatus.Paid)) paid += claim.Amount;
        return new(workerRef, claims.Find(claim => claim.MaskedId is not null)?.MaskedId, new(claims.Count(claim => claim.Live), paid), [.. claims.Take(limit)], null);
    }

    private ClaimAnswer Read(NpgsqlDataReader row)
    {
        var number = Columns.Number(row.GetInt64(0));
        var status = (ClaimStatus)row.GetInt16(3);
        var detail = JsonSerializer.Deserialize(sealer.Open(row.GetFieldValue<byte[]>(5)), DetailJson.Default.ClaimDetail)!;
        return new(
            number, row.GetInt32(1), (Programme)row.GetInt16(6), (Benefit)row.GetInt16(2), detail.Clause, detail.Keys, detail.Keys[0],
            new(row.GetString(7), row.GetString(8)),
            detail.CertificateNumber is null ? null : new(detail.CertificateNumber, new(detail.OccupationCode!, detail.OccupationName!), detail.Level!.Value, detail.IssuedOn!.Value, null),
            detail.Amount, status, PolicyTime.Of(row.GetFieldValue<DateTimeOffset>(10)),
            status == ClaimStatus.Held ? null : Instant(row, 11), Instant(row, 12), number.Window, row.GetString(9), detail.WorkerRef, detail.MaskedId, row.GetInt64(4) == 0);
    }

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : PolicyTime.Of(row.GetFieldValue<DateTimeOffset>(column));
}
