using Npgsql;

namespace Gongshu.Ledger;

/// <summary>
/// Settles an unknown outcome. The insert waits at the unique index for a lost transaction that still runs; one that has not begun finds the
/// abandoned record and fails, as its insert is plain. A record that is abandoned again is counted up, which also fails a lost retry.
/// </summary>
internal sealed class PostgresAbandon(PostgresLedger ledger)
{
    public async Task<AbandonOutcome> RunAsync(OperationWrite operation, TimeSpan limit, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // The server gives up by itself at the limit; this is for one that does not answer at all.
        bound.CancelAfter(limit + TimeSpan.FromSeconds(2));
        while (true)
        {
            var left = limit - TimeProvider.System.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) return new StillUnknown();
            try
            {
                if (await AbandonedAsync(operation, left, bound.Token)) return new NeverHappened();
                if (await ledger.FindOperationAsync(operation.Id, bound.Token) is { Abandoned: false } found) return new DidHappen(found);
            }
            catch (Exception fault) when (PostgresErrors.IsDatabaseFault(fault) || fault is LedgerUnavailableException
                || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                return new StillUnknown();
            }
        }
    }

    private async Task<bool> AbandonedAsync(OperationWrite operation, TimeSpan limit, CancellationToken cancellation)
    {
        await using var connection = await ledger.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var bound = new NpgsqlCommand("SELECT set_config('lock_timeout', $1, true), set_config('statement_timeout', $1, true)", connection, transaction);
        bound.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{Math.Max(1, (int)limit.TotalMilliseconds)}ms" });
        LedgerMeter.RoundTrip("abandon");
        await bound.ExecuteNonQueryAsync(cancellation);
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO gongshu.operations AS o (id, abandoned, stream, version, request_hash, at) VALUES ($1, 1, $2, $3, $4, $5)
            ON CONFLICT (id) DO UPDATE SET abandoned = o.abandoned + 1 WHERE o.abandoned > 0 RETURNING abandoned
            """,
            connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Stored.Operation(operation.Id) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = operation.Stream });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = operation.Version });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = operation.RequestHash });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = operation.At.UtcDateTime });
        LedgerMeter.RoundTrip("abandon");
        if (await command.ExecuteScalarAsync(cancellation) is null) return false;
        LedgerMeter.RoundTrip("abandon");
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
