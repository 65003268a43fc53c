using System.Text;
using Gongshu.Policy;
using Gongshu.Testing;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

/// <summary>A database of migration 1, written by the program of that day, opens after every later migration.</summary>
public sealed class GoldenTests
{
    private static LedgerCommand Command() => Submit(Number(1)) with
    {
        Operation = Operation("golden", Number(1), request: [1, 2], answer: [3]),
        NewClaims = [Claim(Number(1), Key(1), certificate: "c_1", worker: Worker(1), person: People[5])],
        Events = [Event(Number(1).ToString(), body: """{"name":"测试"}""")],
        Decision = new(Number(1), 1, Stage.Handler, "u-1"),
        PersonTokens = [new(77, Number(1))],
        Batch = new("B-2018Q1-1", Window, 1, March, "window", [5], new Money(5000), [GroupContract.BatchLine(1, Number(1))]),
    };

    [Fact]
    public async Task The_stored_database_of_migration_1_still_opens()
    {
        using var folder = new TempFolder("golden");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Golden", "ledger-1.db"), folder["ledger.db"]);
        var schema = LedgerSchema.Sqlite(folder["ledger.db"]);
        schema.Migrate();
        Assert.Empty(schema.Missing());
        var ledger = Ledgers.Sqlite(folder["ledger.db"], TestDatabase.Sealer);
        await using var closing = (IAsyncDisposable)ledger;
        var expected = Command();
        var stored = (await ledger.FindCaseAsync(Number(1), default))!.Case;
        Assert.Equal(expected.Cases[0] with { Receipt = stored.Receipt }, stored);
        var entry = Assert.Single((await ledger.LoadHistoriesAsync([Key(1).Subject], default))[0].Entries);
        Assert.True(entry.Live);
        Assert.Equal(expected.NewClaims[0].Detail! with { Keys = entry.Detail!.Keys }, entry.Detail);
        var events = await ledger.LoadEventsAsync(Number(1).ToString(), 0, default);
        Assert.Null(EventChain.FirstBreak(events));
        Assert.Equal("""{"name":"测试"}""", Encoding.UTF8.GetString(Assert.Single(events).Body));
        var line = Assert.Single((await ledger.FindBatchAsync("B-2018Q1-1", default))!.Lines).Line;
        Assert.Equal(expected.Batch!.Lines.Single(), line with { Claims = [] });
        Assert.Equal([new BatchClaimWrite(1, Benefit.Assessment, new Money(5000))], line.Claims);
        Assert.Equal([3], Assert.IsType<AlreadyCommitted>(await ledger.CommitAsync(expected)).Record.Answer);
        Assert.IsType<KeysTaken>(await ledger.CommitAsync(Submit(Number(2), Key(1))));
    }

    /// <summary>Where <c>GONGSHU_WRITE_GOLDEN</c> names a file that is not there yet, it is written: for the next migration. A golden file is never written again.</summary>
    [Fact]
    public async Task A_new_golden_file_holds_what_the_test_expects_of_it()
    {
        using var folder = new TempFolder("golden");
        var path = folder["ledger.db"];
        LedgerSchema.Sqlite(path).Migrate();
        var ledger = Ledgers.Sqlite(path, TestDatabase.Sealer);
        Assert.IsType<Committed>(await ledger.CommitAsync(Command()));
        await ((IAsyncDisposable)ledger).DisposeAsync();
        Assert.False(File.Exists(path + "-wal"), "The file is whole without its log.");
        if (Environment.GetEnvironmentVariable("GONGSHU_WRITE_GOLDEN") is { } target) File.Copy(path, target);
    }
}
