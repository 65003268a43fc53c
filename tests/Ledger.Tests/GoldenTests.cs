using System.Text;
using Gongshu.Policy;
using Gongshu.Testing;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

/// <summary>Databases of older migrations, written by the programs of those days, open after every later one.</summary>
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

    private static readonly Trace Phone = new(TraceKind.Phone, 7, "91330105MA27ABCD4X", Number(1), 2);

    /// <summary>What migrations 2 and 3 added.</summary>
    private static LedgerCommand[] LaterCommands()
    {
        var first = Command();
        var detail = first.NewClaims[0].Detail! with { ContractFrom = new(2016, 7, 1), ContractTo = new(2019, 6, 30), NameToken = -42 };
        return
        [
            first with
            {
                Cases = [first.Cases[0] with { Money = new(new(1), new(2), new(3), new(4), new(5), new(6), new(7)), DueOn = new(2018, 3, 12), Assignee = "u-4", OpenAppeals = 1, AppealDueOn = new(2018, 5, 1) }],
                NewClaims = [first.NewClaims[0] with { Detail = detail }],
                Batch = first.Batch! with { Lines = [first.Batch.Lines[0] with { Claims = [new(1, Benefit.Assessment, new Money(5000))] }] },
                Traces = [Phone],
            },
            new LedgerCommand { Merge = new(Key(1).Subject, Key(2).Subject, March), Decision = new(Number(1), 1, null, "u-5", OnAppeal: true) },
        ];
    }

    private static async Task<ILedger> OpenAsync(TempFolder folder, string golden)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Golden", golden), folder["ledger.db"]);
        var schema = LedgerSchema.Sqlite(folder["ledger.db"]);
        await Task.Run(schema.Migrate);
        Assert.Empty(schema.Missing());
        return Ledgers.Sqlite(folder["ledger.db"], TestDatabase.Sealer);
    }

    [Fact]
    public async Task The_stored_database_of_migration_3_still_opens()
    {
        using var folder = new TempFolder("golden");
        var ledger = await OpenAsync(folder, "ledger-3.db");
        await using var closing = (IAsyncDisposable)ledger;
        var expected = LaterCommands()[0];
        var stored = (await ledger.FindCaseAsync(Number(1), default))!.Case;
        Assert.Equal(expected.Cases[0] with { Receipt = stored.Receipt }, stored);
        var history = (await ledger.LoadHistoriesAsync([Key(2).Subject], default))[0];
        Assert.Equal(expected.NewClaims[0].Detail! with { Keys = history.Entries[0].Detail!.Keys }, Assert.Single(history.Entries).Detail);
        Assert.Equal(Key(2).Subject, await ledger.FindAliasAsync(Key(1).Subject, default));
        Assert.Equal(Worker(2), (await ledger.LoadCertificateOwnersAsync(["c_1"], default))["c_1"]);
        Assert.True((await ledger.LoadDutiesAsync(Number(1), default))["u-5"].OnAppeal);
        Assert.Equal([new TraceMatch(Phone.Kind, Phone.Token, Phone.Case, Phone.Owner, Phone.Count)], await ledger.FindTracesAsync([(Phone.Kind, Phone.Token)], default));
        Assert.Equal(expected.Batch!.Lines[0].Claims, (await ledger.FindBatchAsync("B-2018Q1-1", default))!.Lines.Single().Line.Claims);
        Assert.IsType<SubjectMoved>(await ledger.CommitAsync(Submit(Number(2), Key(1))));
    }

    [Fact]
    public async Task The_stored_database_of_migration_1_still_opens()
    {
        using var folder = new TempFolder("golden");
        var ledger = await OpenAsync(folder, "ledger-1.db");
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
        foreach (var command in LaterCommands()) Assert.IsType<Committed>(await ledger.CommitAsync(command));
        await ((IAsyncDisposable)ledger).DisposeAsync();
        Assert.False(File.Exists(path + "-wal"), "The file is whole without its log.");
        if (Environment.GetEnvironmentVariable("GONGSHU_WRITE_GOLDEN") is { } target) File.Copy(path, target);
    }
}
