using Gongshu.Testing;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

public sealed class SqliteCrashTests
{
    /// <summary>
    /// A killed process leaves what it had handed to the system: a copy of the file and of its log, taken in full flight, is what the next
    /// start finds. The stream stays below the size at which the log is folded into the file, so that two copies make one moment.
    /// </summary>
    [Fact]
    public async Task A_file_copied_in_full_flight_has_all_that_was_acknowledged_before()
    {
        using var folder = new TempFolder("crash");
        await using var database = new SqliteTestDatabase();
        await using var queue = new CommitQueue(database.Open(), 1);
        var acknowledged = new System.Collections.Concurrent.ConcurrentQueue<int>();
        var running = Parallel.ForAsync(1, 301, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            if (await queue.CommitAsync(Submit(Number(i), Key(i)), default) is Committed) acknowledged.Enqueue(i);
        });
        var copies = new List<(string Path, int[] Acknowledged)>();
        while (!running.IsCompleted && copies.Count < 10)
        {
            await Poll.UntilAsync(() => running.IsCompleted || acknowledged.Count >= (copies.Count + 1) * 20, TimeSpan.FromSeconds(30), "more cases");
            var path = folder[$"copy-{copies.Count}.db"];
            var before = acknowledged.ToArray();
            File.Copy(database.FilePath, path);
            File.Copy(database.FilePath + "-wal", path + "-wal");
            copies.Add((path, before));
        }
        await running;
        Assert.NotEmpty(copies);
        foreach (var (path, before) in copies)
        {
            // A torn last page, as a power failure leaves it.
            await using (var log = new FileStream(path + "-wal", FileMode.Append)) await log.WriteAsync(new byte[777]);
            await using var ledger = (IAsyncDisposable)Ledgers.Sqlite(path, TestDatabase.Sealer);
            var restarted = (ILedger)ledger;
            Assert.IsType<Committed>(await restarted.CommitAsync(Submit(Number(9999))));
            foreach (var i in before)
            {
                Assert.NotNull(await restarted.FindCaseAsync(Number(i), default));
                Assert.Single((await restarted.LoadHistoriesAsync([Key(i).Subject], default))[0].Entries);
                Assert.IsType<AlreadyCommitted>(await restarted.CommitAsync(Submit(Number(i), Key(i))));
            }
        }
    }

    [Fact]
    public async Task The_writer_waits_while_another_process_holds_the_lock()
    {
        await using var database = new SqliteTestDatabase();
        var ledger = database.Open();
        await using var other = await database.ConnectAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        var committing = ledger.CommitAsync(Submit(Number(1)));
        for (var i = 0; i < 200; i++) Assert.Null(await ledger.FindCaseAsync(Number(1), default));
        Assert.False(committing.IsCompleted);
        command.CommandText = "COMMIT";
        await command.ExecuteNonQueryAsync();
        Assert.IsType<Committed>(await committing);
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_is_unavailable_and_nothing_was_written()
    {
        using var folder = new TempFolder("crash");
        await using var ledger = (IAsyncDisposable)Ledgers.Sqlite(folder["no/such/folder/ledger.db"], TestDatabase.Sealer);
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => ((ILedger)ledger).CommitAsync(Submit(Number(1))));
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => ((ILedger)ledger).FindCaseAsync(Number(1), default));
    }
}
