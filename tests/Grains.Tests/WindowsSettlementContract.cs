using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Tests;

public sealed class WindowsSettlementOnSqliteTests : WindowsSettlementContract
{
    internal override Task<WindowsStore> StoreAsync() => WindowsStore.OnSqliteAsync();
}

public sealed class WindowsSettlementOnPostgreSqlTests : WindowsSettlementContract
{
    internal override Task<WindowsStore> StoreAsync() => WindowsStore.OnPostgreSqlAsync();

    [Fact]
    public async Task Two_activations_on_one_database_seal_one_batch()
    {
        await using var store = await StoreAsync();
        await using var one = await WindowsHost.StartAsync(store, "2018-03-05T09:00:00+08:00", clusterId: "blue");
        await using var other = await WindowsHost.StartAsync(store, clusterId: "green");
        var organisation = await one.RegisterAsync(1);
        var undecided = await one.AddAsync("2018Q1", organisation, CaseStatus.Endorsed, 500);
        await one.ApprovedAsync("2018Q1", organisation, 1000);
        await one.MoveToAsync("2018-04-01T00:00:05+08:00");
        await other.Window("2018Q1").Attend();
        await one.BecomeAsync(undecided, CaseStatus.Approved);

        var answers = await Task.WhenAll(one.SettleAsync("2018Q1"), other.SettleAsync("2018Q1"));
        Assert.All(answers, answer => Assert.Equal("B-2018Q1-1", answer.Value?.Batch?.BatchId));
        Assert.Single(answers, answer => answer.Created);
        Assert.Equal(Money.Yuan(1500), answers[0].Value!.Batch!.Total);
        Assert.Equal(["window.opened", "window.closed", "window.settled"], await one.EventsAsync("2018Q1"));
        Assert.Null(await one.Batch("B-2018Q1-2").Get());
    }
}

/// <summary>What is paid when, on either database.</summary>
public abstract class WindowsSettlementContract
{
    private const string March5 = "2018-03-05T09:00:00+08:00", AfterQ1 = "2018-04-01T00:00:05+08:00";

    internal abstract Task<WindowsStore> StoreAsync();

    [Fact]
    public Task Nothing_is_settled_before_the_last_instant() => OnHostAsync(async host =>
    {
        Assert.Equal(ProblemCode.WindowNotClosed, (await host.SettleAsync("2018Q1")).Refusal?.Code);
        Assert.Equal(ProblemCode.WindowNotClosed, (await host.SettleAsync("2018Q2", carry: true)).Refusal?.Code);
        await host.MoveToAsync("2018-03-31T23:59:50+08:00");
        Assert.Equal(["window.opened", "window.closingSoon"], await host.EventsAsync("2018Q1"));
    });

    [Fact]
    public Task Only_finance_settles() => OnHostAsync(async host =>
    {
        foreach (var actor in (Actor[])[WindowsHost.Leader, WindowsHost.Handler])
            Assert.Equal(ProblemCode.Forbidden, (await host.SettleAsync("2018Q1", by: actor)).Refusal?.Code);
    });

    [Theory]
    [InlineData(CaseStatus.Submitted)]
    [InlineData(CaseStatus.Recommended)]
    [InlineData(CaseStatus.Endorsed)]
    [InlineData(CaseStatus.Returned)]
    public Task An_incomplete_quarter_is_never_settled_silently(CaseStatus undecided) => OnHostAsync(async host =>
    {
        var organisation = await host.RegisterAsync(1);
        await host.ApprovedAsync("2018Q1", organisation, 500);
        var waiting = await host.AddAsync("2018Q1", organisation, undecided, 1000);
        await host.MoveToAsync(AfterQ1);
        await host.MoveToAsync("2018-05-01T00:00:00+08:00");
        Assert.Equal(WindowStatus.Closed, (await host.ViewAsync("2018Q1")).Status);

        var refusal = (await host.SettleAsync("2018Q1")).Refusal;
        Assert.Equal(ProblemCode.CasesUndecided, refusal?.Code);
        Assert.Equal([waiting], refusal!.Cases!);
        Assert.Equal(["window.opened", "window.closed"], await host.EventsAsync("2018Q1"));
    });

    [Fact]
    public Task The_reminder_settles_once_the_last_case_is_decided() => OnHostAsync(async host =>
    {
        var organisation = await host.RegisterAsync(1);
        var waiting = await host.AddAsync("2018Q1", organisation, CaseStatus.Endorsed, 1000);
        await host.MoveToAsync(AfterQ1);
        await host.BecomeAsync(waiting, CaseStatus.Approved);
        await host.Window("2018Q1").Attend();
        var batch = await host.Batch("B-2018Q1-1").Get();
        Assert.Equal(("system", Money.Yuan(1000)), (batch?.SealedBy, batch!.Total));
        Assert.Equal(WindowStatus.Settled, (await host.ViewAsync("2018Q1")).Status);
    });

    [Fact]
    public Task The_reminder_leaves_a_minute_for_what_was_received_in_time() => OnHostAsync(async host =>
    {
        // The notice of the closing is told on a day before: a tenth of a second may be over before it is.
        await host.MoveToAsync("2018-03-31T12:00:00+08:00");
        await host.MoveToAsync("2018-03-31T23:59:59.900+08:00");
        await Testing.Poll.UntilAsync(() => host.Clock.Now >= DateTimeOffset.Parse("2018-04-01T00:00:00+08:00"), TimeSpan.FromSeconds(30), "midnight");
        await host.Window("2018Q1").Attend();
        Assert.Equal(["window.opened", "window.closingSoon", "window.closed"], await host.EventsAsync("2018Q1"));
        await host.MoveToAsync("2018-04-01T00:01:01+08:00");
        Assert.Equal(["window.opened", "window.closingSoon", "window.closed", "window.settled"], await host.EventsAsync("2018Q1"));
    });

    [Fact]
    public Task A_batch_pays_each_approved_case_once_in_the_order_of_numbers() => OnHostAsync(async host =>
    {
        var (first, second) = (await host.RegisterAsync(1), await host.RegisterAsync(2));
        await host.AddAsync("2018Q1", first, CaseStatus.Rejected, 700);
        var blocking = await host.AddAsync("2018Q1", first, CaseStatus.Submitted, 700);
        var a = await host.ApprovedAsync("2018Q1", second, 500);
        var b = await host.ApprovedAsync("2018Q1", first, 1000);
        var c = await host.ApprovedAsync("2018Q1", second, 1500);
        await host.ApprovedAsync("2018Q2", first, 9000);
        await host.MoveToAsync(AfterQ1);
        await host.BecomeAsync(blocking, CaseStatus.Withdrawn);

        var answer = await host.SettleAsync("2018Q1");
        Assert.True(answer.Created);
        var batch = answer.Value!.Batch!;
        Assert.Equal(("B-2018Q1-1", BatchState.Sealed, "u-finance"), (batch.BatchId, batch.Status, batch.SealedBy));
        Assert.Equal([a, b, c], batch.Lines.Select(line => line.CaseNumber));
        Assert.Equal([1, 2, 3], batch.Lines.Select(line => line.BatchLine));
        Assert.Equal(batch.Total.Fen, batch.Lines.Sum(line => line.Amount.Fen));
        Assert.Equal(Money.Yuan(3000), batch.Total);
        Assert.All(batch.Lines, line => Assert.Equal(line.Amount, Assert.Single(line.Claims).Amount));
        Assert.Equal(new ProgrammeTotal(Programme.SkillUpgrade, 3, Money.Yuan(3000)), Assert.Single(batch.ByProgramme));
        Assert.Equal(Money.Yuan(2000), batch.ByPayee.Single(payee => payee.Uscc == second.Uscc).Amount);
        Assert.Empty(answer.Value.HeldBack);

        var row = await host.CaseAsync(b);
        Assert.Equal((CaseStatus.Scheduled, "B-2018Q1-1", 3), (row.Status, row.BatchId, row.Version));
        Assert.Equal(["case.submitted", "case.decided", "case.scheduled"], await host.EventsAsync(b.ToString()));
        Assert.Equal(["batch.sealed"], await host.EventsAsync("B-2018Q1-1"));
    });

    [Fact]
    public Task Carried_cases_stay_open_and_are_paid_by_the_next_batch() => OnHostAsync(async host =>
    {
        var organisation = await host.RegisterAsync(1);
        await host.ApprovedAsync("2018Q1", organisation, 500);
        var carried = await host.AddAsync("2018Q1", organisation, CaseStatus.Recommended, 1000);
        await host.MoveToAsync(AfterQ1);

        var first = await host.SettleAsync("2018Q1", carry: true);
        Assert.True(first.Created);
        Assert.Equal(Money.Yuan(500), first.Value!.Batch!.Total);
        Assert.Equal(CaseStatus.Recommended, (await host.CaseAsync(carried)).Status);

        var nothingNew = await host.SettleAsync("2018Q1");
        Assert.False(nothingNew.Created);
        Assert.Equal("B-2018Q1-1", nothingNew.Value!.Batch!.BatchId);

        await host.BecomeAsync(carried, CaseStatus.Approved);
        await host.Window("2018Q1").Attend();
        Assert.Null(await host.Batch("B-2018Q1-2").Get());
        var second = await host.SettleAsync("2018Q1");
        Assert.True(second.Created);
        Assert.Equal([carried], second.Value!.Batch!.Lines.Select(line => line.CaseNumber));
        Assert.Equal("B-2018Q1-2", second.Value.Batch.BatchId);
        Assert.Equal(first.Value.Batch.Hash, (await host.Batch("B-2018Q1-1").Get())!.Hash);
        Assert.Equal(["window.opened", "window.closed", "window.settled", "window.leftoversSealed"], await host.EventsAsync("2018Q1"));
    });

    [Fact]
    public Task What_became_payable_late_is_sealed_when_the_next_window_settles() => OnHostAsync(async host =>
    {
        var organisation = await host.RegisterAsync(1);
        var carried = await host.AddAsync("2018Q1", organisation, CaseStatus.Endorsed, 1000);
        await host.MoveToAsync(AfterQ1);
        Assert.Null((await host.SettleAsync("2018Q1", carry: true)).Value!.Batch);
        await host.BecomeAsync(carried, CaseStatus.Approved);
        await host.MoveToAsync("2018-07-01T00:00:05+08:00");
        Assert.Equal(WindowStatus.Settled, (await host.ViewAsync("2018Q2")).Status);
        Assert.Equal([carried], (await host.Batch("B-2018Q1-1").Get())!.Lines.Select(line => line.CaseNumber));
    });

    [Fact]
    public Task What_becomes_payable_after_the_next_window_was_settled_is_not_forgotten() => OnHostAsync(async host =>
    {
        var organisation = await host.RegisterAsync(1);
        var carried = await host.AddAsync("2018Q1", organisation, CaseStatus.Endorsed, 1000);
        await host.MoveToAsync(AfterQ1);
        await host.SettleAsync("2018Q1", carry: true);
        await host.MoveToAsync("2018-07-01T00:00:05+08:00");
        await host.BecomeAsync(carried, CaseStatus.Approved);
        await host.Window("2018Q1").Attend();
        Assert.Equal([carried], (await host.Batch("B-2018Q1-1").Get())!.Lines.Select(line => line.CaseNumber));
    });

    [Fact]
    public Task Cases_whose_payee_has_no_confirmed_account_wait() => OnHostAsync(async host =>
    {
        var (paid, without, proposed) = (await host.RegisterAsync(1), await host.RegisterAsync(2, withBank: false), await host.RegisterAsync(3));
        var a = await host.ApprovedAsync("2018Q1", paid, 500);
        var b = await host.ApprovedAsync("2018Q1", without, 500);
        var c = await host.ApprovedAsync("2018Q1", proposed, 500);
        await host.ProposeOtherBankAsync(proposed);
        var blocking = await host.AddAsync("2018Q1", paid, CaseStatus.Submitted, 500);
        await host.MoveToAsync(AfterQ1);
        await host.BecomeAsync(blocking, CaseStatus.Rejected);

        var answer = await host.SettleAsync("2018Q1");
        Assert.Equal([a], answer.Value!.Batch!.Lines.Select(line => line.CaseNumber));
        Assert.Equal([new HeldBack(b, HeldBackReason.PendingBank), new HeldBack(c, HeldBackReason.PendingBank)], answer.Value.HeldBack);
        Assert.Equal(CaseStatus.Approved, (await host.CaseAsync(c)).Status);

        var confirmed = await host.Grains.GetGrain<IEnterpriseGrain>(GrainKeys.Enterprise(proposed.Uscc)).ConfirmBank(new RuleOnAccount(true, null, null, null, WindowsHost.Finance));
        Assert.Null(confirmed.Refusal);
        var next = await host.SettleAsync("2018Q1");
        Assert.Equal([c], next.Value!.Batch!.Lines.Select(line => line.CaseNumber));
        Assert.Equal([b], next.Value.HeldBack.Select(held => held.CaseNumber));
    });

    [Fact]
    public Task A_quarter_with_nothing_payable_is_settled_all_the_same() => OnHostAsync(async host =>
    {
        await host.MoveToAsync(AfterQ1);
        var answer = await host.SettleAsync("2018Q1");
        Assert.False(answer.Created);
        Assert.Equal(WindowStatus.Settled, answer.Value!.Status);
        Assert.Null(answer.Value.Batch);
    });

    [Fact]
    public Task Two_calls_at_once_seal_one_batch() => OnHostAsync(async host =>
    {
        var organisation = await host.RegisterAsync(1);
        await host.ApprovedAsync("2018Q1", organisation, 500);
        var undecided = await host.AddAsync("2018Q1", organisation, CaseStatus.Endorsed, 500);
        await host.MoveToAsync(AfterQ1);
        await host.BecomeAsync(undecided, CaseStatus.Approved);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => host.SettleAsync("2018Q1", by: i % 2 == 0 ? WindowsHost.Finance : WindowsHost.OtherFinance)));
        Assert.Single(answers, answer => answer.Created);
        Assert.All(answers, answer => Assert.Equal("B-2018Q1-1", answer.Value?.Batch?.BatchId));
        Assert.Null(await host.Batch("B-2018Q1-2").Get());
    });

    [Fact]
    public Task The_same_key_gives_the_first_settlement_again() => OnHostAsync(async host =>
    {
        var organisation = await host.RegisterAsync(1);
        await host.ApprovedAsync("2018Q1", organisation, 500);
        var carried = await host.AddAsync("2018Q1", organisation, CaseStatus.Endorsed, 700);
        await host.MoveToAsync(AfterQ1);
        var key = WindowsHost.Operation("settle-1");
        var first = await host.SettleAsync("2018Q1", carry: true, operation: key);
        await host.Batch("B-2018Q1-1").Release(null, WindowsHost.OtherFinance, null);
        await host.BecomeAsync(carried, CaseStatus.Approved);

        var again = await host.SettleAsync("2018Q1", carry: true, operation: key);
        Assert.True(again.Replayed);
        Assert.True(again.Created);
        Assert.Equal(
            (first.Value!.Batch!.BatchId, first.Value.Batch.Status, first.Value.Batch.Version, first.Value.Batch.Hash),
            (again.Value!.Batch!.BatchId, again.Value.Batch.Status, again.Value.Batch.Version, again.Value.Batch.Hash));
        Assert.Null(await host.Batch("B-2018Q1-2").Get());
    });

    [Fact]
    public Task Ten_thousand_cases_are_sealed_by_one_call() => OnHostAsync(async host =>
    {
        var organisation = await host.RegisterAsync(1);
        var undecided = await host.AddAsync("2018Q1", organisation, CaseStatus.Endorsed, 700);
        await host.AddManyAsync("2018Q1", organisation, 10_000);
        await host.MoveToAsync(AfterQ1);
        await host.BecomeAsync(undecided, CaseStatus.Rejected);
        var batch = (await host.SettleAsync("2018Q1")).Value!.Batch!;
        Assert.Equal((10_000, Money.Yuan(1_000_000)), (batch.Lines.Length, batch.Total));
    });

    private async Task OnHostAsync(Func<WindowsHost, Task> test)
    {
        await using var store = await StoreAsync();
        await using var host = await WindowsHost.StartAsync(store, March5);
        await test(host);
    }
}
