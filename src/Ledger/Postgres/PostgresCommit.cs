using Npgsql;

namespace Gongshu.Ledger;

/// <summary>
/// The way of one group. Without a conflict it is one round trip. A conflict costs one SELECT that names the conflicting commands, and the
/// rest goes again as one group; a deadlock repeats the group; what still does not fit goes one by one, so that a poison command fails alone.
/// </summary>
internal sealed class PostgresCommit(PostgresLedger ledger, SealedColumns sealedColumns, IReadOnlyList<LedgerCommand> commands)
{
    private const int TriesAsGroup = 3, TriesAlone = 20;

    private readonly CommitOutcome?[] _outcomes = new CommitOutcome?[commands.Count];
    private readonly Dictionary<OperationId, int> _abandoned = [];
    private readonly List<int> _pending = [.. Enumerable.Range(0, commands.Count)];

    public async Task<CommitOutcome[]> RunAsync()
    {
        var tries = 0;
        while (_pending.Count > 0)
        {
            var (apart, _) = GroupSplit.Of(commands, _pending);
            var failure = await TryAsync(apart);
            if (failure is null)
            {
                // Who met a winner of this group is now judged against it, all at once.
                tries = 0;
                if (_pending.Count > 0) await JudgeAsync(_pending);
            }
            else if (failure.Why is GroupFailure.Conflict && await JudgeAsync(_pending))
            {
                tries = 0;
            }
            else if (++tries >= TriesAsGroup || failure.Why is not (GroupFailure.Conflict or GroupFailure.Repeat))
            {
                await OneByOneAsync(apart, failure);
                tries = 0;
            }
        }
        return _outcomes!;
    }

    private async Task OneByOneAsync(List<int> group, Failure asGroup)
    {
        if (group.Count == 1 && Settled(group, asGroup)) return;
        if (group.Count > 1 && asGroup.Why is GroupFailure.Unknown or GroupFailure.Unavailable && Settled(group, asGroup)) return;
        foreach (var index in group) await AloneAsync([index]);
    }

    private async Task AloneAsync(List<int> one)
    {
        Failure? failure = null;
        for (var tries = 0; tries < TriesAlone && _outcomes[one[0]] is null; tries++)
        {
            failure = await TryAsync(one);
            if (failure is null || Settled(one, failure)) return;
            if (failure.Why is GroupFailure.Conflict) await JudgeAsync(one);
        }
        if (_outcomes[one[0]] is null) Settle(one, new NotCommitted(PostgresErrors.Unavailable(failure!.Fault)));
    }

    /// <summary>Whether the failure is the last word on these commands.</summary>
    private bool Settled(List<int> group, Failure failure)
    {
        if (failure.Why is GroupFailure.Conflict or GroupFailure.Repeat) return false;
        Settle(group, failure.Why is GroupFailure.Unknown ? new Unknown() : new NotCommitted(PostgresErrors.Unavailable(failure.Fault)));
        return true;
    }

    /// <summary>One SELECT over all of them.</summary>
    /// <returns>Whether something came of it: a verdict, or an abandoned record that the next try replaces.</returns>
    private async Task<bool> JudgeAsync(List<int> which)
    {
        try
        {
            var (queries, rows) = StandingRowsLoader.For(ledger, which.ConvertAll(i => commands[i]));
            if (queries.Length == 0) return false;
            await ledger.ReadAsync("judge", CancellationToken.None, queries);
            var learnt = false;
            foreach (var found in rows.Operations.Values.Where(o => o.Record.Abandoned))
            {
                learnt |= _abandoned.GetValueOrDefault(found.Record.Id) != found.Abandoned;
                _abandoned[found.Record.Id] = found.Abandoned;
            }
            foreach (var index in which.ToArray())
            {
                if (Verdict.Of(commands[index], rows) is not { } verdict) continue;
                Settle([index], verdict);
                learnt = true;
            }
            return learnt;
        }
        catch (LedgerUnavailableException fault)
        {
            Settle(which, new NotCommitted(fault));
            return true;
        }
    }

    private void Settle(List<int> which, CommitOutcome outcome)
    {
        foreach (var index in which.ToArray())
        {
            _outcomes[index] = outcome;
            _pending.Remove(index);
        }
    }

    /// <summary>Sends the commands as one batch.</summary>
    /// <returns>Null when they are committed.</returns>
    private async Task<Failure?> TryAsync(List<int> group)
    {
        PostgresGroup built;
        NpgsqlConnection connection;
        IReadOnlyList<NpgsqlBatchCommand> statements;
        try
        {
            built = new PostgresGroup(group.ConvertAll(i => commands[i]), _abandoned, sealedColumns);
            statements = built.Build();
            connection = await ledger.OpenAsync(CancellationToken.None);
        }
        catch (Exception fault)
        {
            return new(fault is LedgerUnavailableException ? GroupFailure.Unavailable : GroupFailure.Rejected, fault);
        }
        await using (connection)
        {
            try
            {
                var sequences = statements.Count == 0 ? [] : await ExecuteAsync(statements, connection);
                var last = new long[group.Count];
                for (var i = 0; i < sequences.Count; i++) last[built.EventOwners[i]] = sequences[i];
                for (var i = 0; i < group.Count; i++) Settle([group[i]], new Committed(last[i]));
                return null;
            }
            catch (Exception fault)
            {
                var why = PostgresErrors.Of(fault);
                if (why is GroupFailure.Unknown) ledger.ForgetIdleConnections();
                return new(why, fault);
            }
        }
    }

    /// <summary>Returns only after the server said that the transaction is over; until then a failure may mean anything.</summary>
    private static async Task<List<long>> ExecuteAsync(IReadOnlyList<NpgsqlBatchCommand> statements, NpgsqlConnection connection)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements) batch.BatchCommands.Add(statement);
        LedgerMeter.RoundTrip("commit");
        var sequences = new List<long>();
        await using var reader = await batch.ExecuteReaderAsync(CancellationToken.None);
        do
        {
            if (reader.FieldCount != 1 || reader.GetName(0) != "sequence") continue;
            while (await reader.ReadAsync(CancellationToken.None)) sequences.Add(reader.GetInt64(0));
        }
        while (await reader.NextResultAsync(CancellationToken.None));
        return sequences;
    }

    private sealed record Failure(GroupFailure Why, Exception Fault);
}
