using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

public abstract class SnapshotContract : LedgerContract
{
    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> list)
    {
        var all = new List<T>();
        await foreach (var item in list) all.Add(item);
        return all;
    }

    /// <summary>One case with a row in every table, its batch, and somebody who is merged.</summary>
    private static LedgerCommand Story(long number) => Submit(Number(number)) with
    {
        Operation = Operation($"k-{number}", Number(number), request: [1, 2], answer: [3]),
        Cases = [Case(Number(number)) with { Money = CaseMoney.None with { Scheduled = new Money(5000) }, DueOn = new(2018, 3, 9) }],
        NewClaims =
        [
            Claim(Number(number), Key((int)number), certificate: $"c_{number}", worker: Worker((int)number)),
            Claim(Number(number), new ClaimKey(SubjectId.Competition($"cup-{number}"), "k"), ordinal: 1, worker: Worker((int)number)),
        ],
        Decision = new(Number(number), 1, Stage.Handler, "u-1"),
        Traces = [new(TraceKind.Phone, 7, "91330105MA27ABCD4X", Number(number), 2)],
        PersonTokens = [new(77, Number(number))],
        Batch = new($"B-{number}", Window, (int)number, March, "window", [5], new Money(5000),
            [GroupContract.BatchLine(1, Number(number)) with { Claims = [new(1, Benefit.Assessment, new Money(5000))] }]),
    };

    [Fact]
    public async Task A_snapshot_shows_every_row_of_a_case_and_of_its_batch()
    {
        var story = Story(1);
        await CommitAllAsync(story, Submit(Number(2), Key(2)));
        await CommitAllAsync(new LedgerCommand { ClaimChanges = [new(Number(1), 1, Benefit.Assessment, ClaimStatus.Held, ClaimStatus.Released, false)] },
            new LedgerCommand { Merge = new(Key(8).Subject, Key(9).Subject, March) });
        await using var snapshot = await Ledger.OpenSnapshotAsync(default);

        var files = await AllAsync(snapshot.CasesAsync(default));
        Assert.Equal([Number(1), Number(2)], files.Select(f => f.Row.Case.Number));
        var file = files[0];
        Assert.Equal(story.Cases[0] with { Receipt = file.Row.Case.Receipt }, file.Row.Case);
        Assert.Equal((Number(1).ToString(), story.Operation!.Id), (file.Printed, file.Operation));
        var stored = Assert.Single(file.Events);
        Assert.True(stored.Opened && EventChain.Holds(stored.Event));
        Assert.Equal(file.Row.HeadHash, stored.Event.Hash);
        Assert.Equal([(0, ClaimStatus.Released, false, 5000L, "c_1"), (1, ClaimStatus.Released, false, 0L, null)],
            file.Claims.Select(c => (c.Ordinal, c.Status, c.Live, c.Amount.Fen, c.Certificate)));
        Assert.Equal((Worker(1), Worker(1), true), (file.Claims[0].WorkerRef, file.Claims[0].Detail!.WorkerRef, file.Claims[0].Opened));
        Assert.Equal(file.Claims[0].Release, file.Claims[1].Release);
        Assert.Equal([story.Decision!], file.Decisions);
        Assert.Equal(new Duty(Stage.Handler, false), file.Duties["u-1"]);
        Assert.Equal(story.Traces, file.Traces);
        Assert.Equal(story.PersonTokens, file.PersonTokens);
        Assert.Equal((1, 0, 0), (files[1].Events.Length, files[1].Duties.Count, files[1].Traces.Length));

        var batch = Assert.Single(await AllAsync(snapshot.BatchesAsync(default)));
        Assert.Equal((BatchStatus.Sealed, new Money(5000), "0001000000000000001"), (batch.Batch.Status, batch.Batch.Total, batch.Batch.Lines[0].Line.Account.AccountNumber));
        Assert.Equal([new SnapshotBatchClaim(1, Number(1), 1, Benefit.Assessment, new Money(5000), false)], batch.Claims);
        Assert.Equal(batch.Batch.Lines[0].Line.Claims, story.Batch!.Lines[0].Claims);
        Assert.Equal([new CertificateRow("c_1", Worker(1), 0)], await AllAsync(snapshot.CertificatesAsync(default)));
        Assert.Equal([new WorkerAlias(Key(8).Subject, Key(9).Subject, March)], await AllAsync(snapshot.AliasesAsync(default)));
        var operation = (await AllAsync(snapshot.OperationsAsync(default))).Single(o => o.Record.Id == story.Operation.Id);
        Assert.Equal((true, true, false, "0102", "03"),
            (operation.Opened, operation.HasEvent, operation.Record.Abandoned, Convert.ToHexString(operation.Record.Request!), Convert.ToHexString(operation.Record.Answer!)));
        Assert.Equal(3, (await AllAsync(snapshot.ClaimsAsync(default))).Count);
        Assert.Empty(await AllAsync(snapshot.StraysAsync(default)));
    }

    [Fact]
    public async Task A_snapshot_stands_still_while_others_write()
    {
        await CommitAllAsync(Story(1));
        await using var snapshot = await Ledger.OpenSnapshotAsync(default);
        await CommitAllAsync(Story(2), new LedgerCommand { Cases = [Case(Number(1), 2)], Events = [Event("w", body: """{"later":true}""")] });
        Assert.Equal((Number(1), 1), ((await AllAsync(snapshot.CasesAsync(default))).Single().Row.Case.Number, (await AllAsync(snapshot.CasesAsync(default))).Single().Row.Case.Version));
        Assert.Single(await AllAsync(snapshot.BatchesAsync(default)));
        Assert.Empty(await AllAsync(snapshot.OtherEventsAsync(default)));
        await using var later = await Ledger.OpenSnapshotAsync(default);
        Assert.Equal((2, 1), ((await AllAsync(later.CasesAsync(default))).Count, (await AllAsync(later.OtherEventsAsync(default))).Count));
    }

    [Fact]
    public async Task What_cannot_be_opened_is_told_and_the_rest_is_shown()
    {
        await CommitAllAsync(Story(1), Story(2), new LedgerCommand { Events = [Event("window")] });
        foreach (var (table, column, which) in new[]
            {
                ("claims", "sealed_detail", "case_number = 201810000000001 AND ordinal = 0"),
                ("batch_lines", "sealed_account", "case_number = 201810000000001"), ("operations", "sealed_answer", $"stream = '{Number(1)}'"),
            })
            await Database.ScalarAsync($"UPDATE {Database.Prefix}{table} SET {column} = (SELECT o.sealed_body FROM {Database.Prefix}events o WHERE o.stream = '{Number(2)}') WHERE {which}");
        await Database.ScalarAsync($"UPDATE {Database.Prefix}events SET sealed_body = receipt FROM {Database.Prefix}cases WHERE stream <> '{Number(2)}'");

        await using var snapshot = await Ledger.OpenSnapshotAsync(default);
        var files = await AllAsync(snapshot.CasesAsync(default));
        Assert.Equal([false, true], files.Select(f => f.Events.Single().Opened));
        Assert.Empty(files[0].Events.Single().Event.Body);
        Assert.Equal([false, true], files.Select(f => f.Claims[0].Opened));
        Assert.Null(files[0].Claims[0].Detail);
        Assert.False((await AllAsync(snapshot.OtherEventsAsync(default))).Single().Opened);
        Assert.Equal([[1], []], (await AllAsync(snapshot.BatchesAsync(default))).Select(b => b.Unopened));
        // A sealed text of another row opens: what it says is for the reader to compare.
        Assert.All(await AllAsync(snapshot.OperationsAsync(default)), o => Assert.True(o.Opened));
        await Database.ScalarAsync($"UPDATE {Database.Prefix}operations SET sealed_answer = request_hash WHERE stream = '{Number(1)}'");
        await using var later = await Ledger.OpenSnapshotAsync(default);
        Assert.Equal(Number(1).ToString(), (await AllAsync(later.OperationsAsync(default))).Single(o => !o.Opened).Record.Stream);
    }

    [Fact]
    public async Task Rows_of_a_case_or_a_batch_line_that_is_gone_are_named()
    {
        await CommitAllAsync(Story(1), Story(2));
        await Database.ScalarAsync($"DELETE FROM {Database.Prefix}cases WHERE case_number = 201810000000001");
        await Database.ScalarAsync($"DELETE FROM {Database.Prefix}batch_lines WHERE batch_id = 'B-2'");
        await Database.ScalarAsync($"DELETE FROM {Database.Prefix}events WHERE stream = '{Number(2)}'");
        await using var snapshot = await Ledger.OpenSnapshotAsync(default);
        var strays = await AllAsync(snapshot.StraysAsync(default));
        string[] tables = ["batch_claims", "batch_lines", "case_officers", "claims", "decisions", "events", "person_tokens", "traces"];
        Assert.Equal([.. tables.Select(t => new StrayRow(t, Number(1).ToString())), new StrayRow("batch_claims", "B-2/1")],
            strays.OrderByDescending(s => s.Place, StringComparer.Ordinal).ThenBy(s => s.Table, StringComparer.Ordinal));
        Assert.Equal([(Number(1).ToString(), true), (Number(2).ToString(), false)],
            (await AllAsync(snapshot.OperationsAsync(default))).Select(o => (o.Record.Stream, o.HasEvent)).Order());
    }

    [Fact]
    public async Task Long_lists_are_read_to_their_end_in_order_and_each_row_once()
    {
        const int Count = 2100;
        var numbers = Enumerable.Range(1, Count).ToArray();
        foreach (var part in numbers.Chunk(700))
            await CommitAllAsync([.. part.Select(i => Submit(Number(i), Key(i)) with { Cases = [Case(Number(i)) with { Lines = i % 400 == 0 ? 6000 : 30 }] })]);
        await CommitAllAsync(new LedgerCommand
        {
            Events = [.. numbers.Select(i => Event($"A-{i:d5}")), .. numbers.Select(i => Event("window", i)), Event("GR"), Event("GS"), Event("GS."), Event("测试")],
        });
        await using var snapshot = await Ledger.OpenSnapshotAsync(default);
        var files = await AllAsync(snapshot.CasesAsync(default));
        Assert.Equal(numbers.Select(i => Number(i)), files.Select(f => f.Row.Case.Number));
        Assert.All(files, f => Assert.Equal((1, 1), (f.Events.Length, f.Claims.Length)));
        var claims = (await AllAsync(snapshot.ClaimsAsync(default))).ConvertAll(c => c.Key);
        Assert.Equal(Count, claims.Distinct().Count());
        Assert.Equal(claims.Order(), claims);
        var others = (await AllAsync(snapshot.OtherEventsAsync(default))).ConvertAll(e => (e.Event.Stream, e.Event.Version));
        Assert.Equal((2 * Count) + 4, others.Distinct().Count());
        Assert.Equal(others.OrderBy(o => o.Stream, StringComparer.Ordinal).ThenBy(o => o.Version), others);
        Assert.Equal(Count, (await AllAsync(snapshot.OperationsAsync(default))).Select(o => o.Record.Id).Distinct().Count());
    }
}
