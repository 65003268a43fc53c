using System.Text;
using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

public abstract class ReadingContract : LedgerContract
{
    [Fact]
    public async Task What_is_empty_and_what_is_long_is_stored_as_it_is_given()
    {
        var name = string.Concat(Enumerable.Repeat("测试有限公司", 400));
        await CommitAllAsync(
            Submit(Number(1)) with { Cases = [Case(Number(1), name: "") with { Receipt = [], Assignee = "" }] },
            Submit(Number(2)) with { Cases = [Case(Number(2), name: name) with { Receipt = new byte[5000] }] });
        var (empty, large) = ((await Ledger.FindCaseAsync(Number(1), default))!.Case, (await Ledger.FindCaseAsync(Number(2), default))!.Case);
        Assert.Equal(("", 0, "", null), (empty.ApplicantName, empty.Receipt.Length, empty.Assignee, empty.BatchId));
        Assert.Equal((name, 5000, null), (large.ApplicantName, large.Receipt.Length, large.Assignee));
    }

    [Fact]
    public async Task What_was_sealed_ahead_is_stored_and_what_was_given_another_since_is_sealed_anew()
    {
        LedgerCommand[] commands = [Submit(Number(1), Key(1)), Submit(Number(2), Key(2))];
        foreach (var command in commands) Ledger.SealAhead(command);
        var claim = commands[1].NewClaims[0];
        commands[1] = commands[1] with { NewClaims = [claim with { Detail = claim.Detail! with { Clause = "三(二)" } }] };
        await CommitAllAsync(commands);
        var histories = await Ledger.LoadHistoriesAsync([Key(1).Subject, Key(2).Subject], default);
        Assert.Equal(["三(一)", "三(二)"], histories.Select(history => Assert.Single(history.Entries).Detail!.Clause));
        Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString(Assert.Single(await Ledger.LoadEventsAsync(Number(1).ToString(), 0, default)).Body));
    }

    [Fact]
    public async Task Each_filter_of_the_case_list_answers_exactly_its_cases_newest_first()
    {
        var other = new CaseNumber(Window.Next, 1);
        await CommitAllAsync(
            Submit(Number(1), Key(1)) with { Cases = [Case(Number(1), submittedAt: March)] },
            Submit(Number(2), Key(2)) with { Cases = [Case(Number(2), submittedAt: March.AddHours(2), status: CaseStatus.Approved, applicant: "52330105T00000001Y", name: "Alpha学校")], PersonTokens = [new(42, Number(2))] },
            Submit(Number(3), Key(3)) with { Cases = [Case(Number(3), submittedAt: March.AddHours(1), programme: Programme.SkillUpgrade)] },
            Submit(other, Key(4)) with { Cases = [Case(other, submittedAt: March.AddMonths(3))] });
        async Task<CaseNumber[]> List(CaseFilter filter) => [.. (await Ledger.ListCasesAsync(filter, new(null, 50), default)).Items.Select(c => c.Case.Number)];
        Assert.Equal<CaseNumber[]>([other, Number(2), Number(3), Number(1)], await List(new()));
        Assert.Equal<CaseNumber[]>([Number(2), Number(3), Number(1)], await List(new(Window: Window)));
        Assert.Equal<CaseNumber[]>([Number(2)], await List(new(Status: CaseStatus.Approved)));
        Assert.Equal<CaseNumber[]>([Number(3)], await List(new(Programme: Programme.SkillUpgrade)));
        Assert.Equal<CaseNumber[]>([Number(2)], await List(new(Applicant: "52330105T00000001Y")));
        Assert.Equal<CaseNumber[]>([Number(2)], await List(new(Text: "alpha")));
        Assert.Equal<CaseNumber[]>([Number(2)], await List(new(Text: "t00000001y")));
        Assert.Equal<CaseNumber[]>([Number(3)], await List(new(Text: "gs-2018q1-000003")));
        Assert.Equal<CaseNumber[]>([], await List(new(Text: "%")));
        Assert.Equal<CaseNumber[]>([Number(3)], await List(new(Worker: Key(3).Subject)));
        Assert.Equal<CaseNumber[]>([Number(2)], await List(new(Token: 42)));
        Assert.Equal<CaseNumber[]>([Number(2), Number(3)], await List(new(Worker: Key(3).Subject, Token: 42)));
        Assert.Equal<CaseNumber[]>([Number(3)], await List(new(Worker: Key(3).Subject, Token: 42, Programme: Programme.SkillUpgrade)));
        Assert.Equal(2, (await Ledger.FindCasesAsync([Number(1), Number(9), other], default)).Length);
        Assert.True(await Ledger.HasCasesAsync("52330105T00000001Y", default));
        Assert.False(await Ledger.HasCasesAsync("52330105T00000002W", default));
        var totals = (await Ledger.WindowTotalsAsync(Window, default)).ByStatus;
        Assert.Equal((2, new StatusTotal(2, new Money(10000)), new StatusTotal(1, new Money(5000))), (totals.Count, totals[CaseStatus.Submitted], totals[CaseStatus.Approved]));
    }

    [Fact]
    public async Task Paging_shows_every_case_that_stood_once_while_others_are_added()
    {
        await CommitAllAsync([.. Enumerable.Range(1, 60).Select(i => Submit(Number(i)) with { Cases = [Case(Number(i), submittedAt: March.AddMinutes(i / 7))] })]);
        var adding = Ledger.CommitAsync([.. Enumerable.Range(100, 60).Select(i => Submit(Number(i)) with { Cases = [Case(Number(i), submittedAt: March.AddMinutes(i))] })], default);
        var seen = new List<CaseNumber>();
        string? cursor = null;
        do
        {
            var page = await Ledger.ListCasesAsync(new(Applicant: "91330105MA27ABCD4X"), new(cursor, 7), default);
            seen.AddRange(page.Items.Select(c => c.Case.Number));
            cursor = page.Next;
        }
        while (cursor is not null);
        await adding;
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(60, seen.Count(n => n.Ordinal <= 60));
    }

    [Fact]
    public async Task A_page_that_ends_with_the_list_has_no_cursor()
    {
        await CommitAllAsync(Submit(Number(1)), Submit(Number(2)));
        var whole = await Ledger.ListCasesAsync(new(), new(null, 2), default);
        Assert.Equal((2, null), (whole.Items.Length, whole.Next));
        Assert.NotNull((await Ledger.ListCasesAsync(new(), new(null, 1), default)).Next);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not base64!")]
    [InlineData("ZXZlbnRzLjU")]
    [InlineData("Y2FzZXMuMQ")]
    [InlineData("Y2FzZXMuMS4yLjM")]
    [InlineData("Y2FzZXMuYS5i")]
    public async Task A_cursor_from_elsewhere_is_refused(string cursor) =>
        await Assert.ThrowsAsync<InvalidCursorException>(() => Ledger.ListCasesAsync(new(), new(cursor, 5), default));

    [Fact]
    public async Task Claims_of_an_applicant_are_paged_newest_first_and_filtered()
    {
        await CommitAllAsync(
            Submit(Number(1), Key(1), Key(2), Key(3)),
            Submit(Number(2), Key(4)) with { Cases = [Case(Number(2), submittedAt: March.AddHours(1))] },
            Submit(Number(3), Key(5)) with { Cases = [Case(Number(3), applicant: "other")] });
        await CommitAllAsync(new LedgerCommand { ClaimChanges = [new(Number(1), 2, Benefit.Assessment, ClaimStatus.Held, ClaimStatus.Released, false)] });
        var seen = new List<(long, int)>();
        string? cursor = null;
        do
        {
            var page = await Ledger.ListClaimsOfApplicantAsync("91330105MA27ABCD4X", new(), new(cursor, 1), default);
            seen.AddRange(page.Items.Select(e => (e.Case.Ordinal, e.Line)));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal([(2, 1), (1, 3), (1, 2), (1, 1)], seen);
        async Task<int> Count(ClaimFilter filter) => (await Ledger.ListClaimsOfApplicantAsync("91330105MA27ABCD4X", filter, new(null, 50), default)).Items.Length;
        Assert.Equal(1, await Count(new(Status: ClaimStatus.Released)));
        Assert.Equal(4, await Count(new(Year: 2018, Window: Window, Programme: Programme.SkillTraining)));
        Assert.Equal(0, await Count(new(Year: 2019)));
        Assert.Equal(0, await Count(new(Window: Window.Next)));
        Assert.Equal(0, await Count(new(Programme: Programme.WorldSkills)));
    }

    [Fact]
    public async Task The_event_chain_verifies_after_reading_and_finds_the_version_that_was_changed()
    {
        var events = new List<NewEvent>();
        for (var version = 1; version <= 5; version++)
            events.Add(NewEvent.After(version == 1 ? EventChain.Genesis : events[^1].Hash, "s", version, "T", "u-1", March.AddTicks(1_234_567 * version), Encoding.UTF8.GetBytes($$"""{"v":{{version}},"名":"测试"}""")));
        await CommitAllAsync([.. events.Select(e => new LedgerCommand { Events = [e] })]);
        var read = await Ledger.LoadEventsAsync("s", 0, default);
        Assert.Null(EventChain.FirstBreak(read));
        Assert.Equal(events.Select(e => (e.At.UtcTicks, Convert.ToHexString(e.Body), Convert.ToHexString(e.Salt))), read.Select(e => (e.At.UtcTicks, Convert.ToHexString(e.Body), Convert.ToHexString(e.Salt))));
        Assert.Equal([4, 5], (await Ledger.LoadEventsAsync("s", 3, default)).Select(e => e.Version));
        await Database.ScalarAsync($"UPDATE {Database.Prefix}events SET actor = 'u-2' WHERE stream = 's' AND version = 3");
        Assert.Equal(3, EventChain.FirstBreak(await Ledger.LoadEventsAsync("s", 0, default)));
        await Database.ScalarAsync($"DELETE FROM {Database.Prefix}events WHERE stream = 's' AND version = 2");
        Assert.Equal(2, EventChain.FirstBreak(await Ledger.LoadEventsAsync("s", 0, default)));
    }

    [Fact]
    public async Task The_auditors_list_is_filtered_and_paged_newest_first()
    {
        await CommitAllAsync(
            new LedgerCommand { Events = [Event("a", type: "X", actor: "u-1")] }, new LedgerCommand { Events = [Event("b", type: "Y", actor: "u-1")] },
            new LedgerCommand { Events = [Event("c", type: "X", actor: "u-2")] });
        var first = await Ledger.ListEventsAsync(new(null, null, null, null), new(null, 2), default);
        var second = await Ledger.ListEventsAsync(new(null, null, null, null), new(first.Next, 2), default);
        Assert.Equal(3, first.Items.Concat(second.Items).Select(e => e.Stream).Distinct().Count());
        Assert.True(first.Items[0].Sequence > first.Items[1].Sequence && first.Items[1].Sequence > second.Items[0].Sequence);
        async Task<string> Streams(EventFilter filter) => string.Concat((await Ledger.ListEventsAsync(filter, new(null, 9), default)).Items.Select(e => e.Stream).Order());
        Assert.Equal("ab", await Streams(new("u-1", null, null, null)));
        Assert.Equal("ac", await Streams(new(null, "X", null, null)));
        Assert.Equal("abc", await Streams(new(null, null, March, March.AddTicks(10000))));
        Assert.Equal("", await Streams(new(null, null, null, March)));
    }

    [Fact]
    public async Task Audit_entries_are_durable_and_chained_in_a_stream_of_each_process()
    {
        var second = Database.Open();
        await Task.WhenAll(Enumerable.Range(0, 50).SelectMany(i => new[] { Ledger, second }.Select(ledger =>
            ledger.AppendAuditAsync(new("WorkerLookedUp", "u-1", March, Worker(i), """{"why":1}"""u8.ToArray()), default))));
        var all = (await Ledger.ListEventsAsync(new("u-1", null, null, null), new(null, 200), default)).Items;
        Assert.Equal(100, all.Length);
        var streams = all.Select(e => e.Stream).Distinct().ToArray();
        Assert.Equal(2, streams.Length);
        Assert.All(streams, s => Assert.StartsWith("log-", s));
        foreach (var stream in streams) Assert.Null(EventChain.FirstBreak(await Ledger.LoadEventsAsync(stream, 0, default)));
        Assert.StartsWith("""{"subject":"w_""", Encoding.UTF8.GetString(all[0].Body));
        Assert.EndsWith(""","entry":{"why":1}}""", Encoding.UTF8.GetString(all[0].Body));
        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => Ledger.AppendAuditAsync(new("T", "u", March, null, "1 2"u8.ToArray()), default));
    }

    [Fact]
    public async Task Case_numbers_rise_and_are_never_given_twice_by_two_processes()
    {
        var second = Database.Open();
        var mine = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(async () => await Ledger.NextCaseNumberAsync(Window, default))));
        var theirs = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(async () => await second.NextCaseNumberAsync(Window, default))));
        Assert.Equal(1000, mine.Concat(theirs).Distinct().Count());
        var last = await Ledger.NextCaseNumberAsync(Window, default);
        Assert.All(mine, n => Assert.True(n < last));
        Assert.Equal(new CaseNumber(Window.Next, 1), await Ledger.NextCaseNumberAsync(Window.Next, default));
        Assert.True(await Database.Open().NextCaseNumberAsync(Window, default) > last);
    }

    [Fact]
    public async Task The_directory_finds_by_owner_and_text_and_keeps_one_id_for_one_thing()
    {
        var directory = Ledger.Directory;
        Assert.Null(await directory.PutAsync(new(DirectoryKind.MasterStudio, "s-1", "焊工Studio", "host-1", "name|1"), default));
        Assert.Equal("s-1", await directory.PutAsync(new(DirectoryKind.MasterStudio, "s-2", "x", null, "name|1"), default));
        Assert.Null(await directory.PutAsync(new(DirectoryKind.Competition, "s-2", "cup", null, "name|1"), default));
        Assert.Null(await directory.PutAsync(new(DirectoryKind.MasterStudio, "s-1", "电工Studio", "host-2", "name|1"), default));
        Assert.Null(await directory.PutAsync(new(DirectoryKind.MasterStudio, "s-3", "studio 3", "host-2", null), default));
        Assert.Equal(["s-3", "s-1"], (await directory.ListAsync(DirectoryKind.MasterStudio, null, null, new(null, 9), default)).Items);
        Assert.Equal(["s-3", "s-1"], (await directory.ListAsync(DirectoryKind.MasterStudio, "host-2", "STUDIO", new(null, 9), default)).Items);
        Assert.Equal(["s-1"], (await directory.ListAsync(DirectoryKind.MasterStudio, null, "电工", new(null, 9), default)).Items);
        Assert.Empty((await directory.ListAsync(DirectoryKind.MasterStudio, "host-1", null, new(null, 9), default)).Items);
        var page = await directory.ListAsync(DirectoryKind.MasterStudio, null, null, new(null, 1), default);
        Assert.Equal(["s-1"], (await directory.ListAsync(DirectoryKind.MasterStudio, null, null, new(page.Next, 1), default)).Items);
        await Assert.ThrowsAsync<InvalidCursorException>(() => directory.ListAsync(DirectoryKind.Competition, null, null, new(page.Next, 1), default));
        Assert.Equal(
            [("s-1", "name|1"), ("s-3", null)],
            (await directory.FindAsync(DirectoryKind.MasterStudio, ["s-3", "s-2", "s-1", "S-1", "s-1"], default)).Select(found => (found.Key, found.Value)).Order());
        Assert.Empty(await directory.FindAsync(DirectoryKind.Competition, ["s-1"], default));
        Assert.Empty(await directory.FindAsync(DirectoryKind.Competition, [], default));

        await directory.PutPeopleAsync("p-1", ["w_1", "w_2", "w_2"], default);
        await directory.PutPeopleAsync("p-2", ["w_2"], default);
        Assert.Equal(["p-1", "p-2"], await directory.PlansOfPersonAsync("w_2", default));
        await directory.PutPeopleAsync("p-1", ["w_1"], default);
        Assert.Equal(["p-2"], await directory.PlansOfPersonAsync("w_2", default));
    }

    [Fact]
    public async Task Meta_keeps_small_facts_and_the_first_writer_wins_where_it_must()
    {
        Assert.Null(await Ledger.Meta.GetAsync("a", default));
        await Ledger.Meta.SetAsync("a", "1", default);
        await Ledger.Meta.SetAsync("a", "2", default);
        Assert.Equal("2", await Ledger.Meta.GetAsync("a", default));
        Assert.Equal("2", await Ledger.Meta.GetOrAddAsync("a", "3", default));
        var second = Database.Open();
        var stand = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? Ledger : second).Meta.GetOrAddAsync("b", $"{i}", default)));
        Assert.Single(stand.Distinct());
    }

    [Fact]
    public async Task What_is_personal_is_nowhere_in_the_stored_bytes()
    {
        var person = People[3];
        var secret = $$"""{"name":"{{person.Name}}","idNumber":"{{person.IdNumber}}","phone":"{{person.Phone}}","account":"{{person.AccountNumber}}"}""";
        await CommitAllAsync(Submit(Number(1)) with
        {
            Operation = Operation("k", Number(1), request: Encoding.UTF8.GetBytes(secret), answer: Encoding.UTF8.GetBytes(secret)),
            NewClaims = [Claim(Number(1), Key(1), worker: Worker(1), certificate: "c_1", person: person)],
            Events = [Event(Number(1).ToString(), body: secret)],
            Batch = new("B-1", Window, 1, March, "w", [1], new Money(1),
                [GroupContract.BatchLine(1, Number(1)) with { Account = new("测试银行", person.Name, person.AccountNumber) }]),
        });
        await Ledger.AppendAuditAsync(new("T", "u-1", March, Worker(1), Encoding.UTF8.GetBytes(secret)), default);
        var stored = await Database.DumpAsync();
        Assert.True(Contains(stored, Encoding.UTF8.GetBytes("GS-2018Q1-000001")));
        foreach (var text in new[] { person.Name, person.IdNumber, person.Phone, person.AccountNumber, person.CertificateNumber })
            foreach (var bytes in new[] { Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))), Encoding.Unicode.GetBytes(text) })
                Assert.False(Contains(stored, bytes), "Something personal was stored in the open.");
        Assert.Equal(secret, Encoding.UTF8.GetString((await Ledger.LoadEventsAsync(Number(1).ToString(), 0, default))[0].Body));
    }

    private static bool Contains(byte[] all, byte[] part) => all.AsSpan().IndexOf(part) >= 0;
}
