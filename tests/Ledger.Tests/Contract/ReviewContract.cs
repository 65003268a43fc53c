using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

public abstract class ReviewContract : LedgerContract
{
    private static LedgerCommand Decide(int round, Stage? stage, string person, long number = 1) => new() { Decision = new(Number(number), round, stage, person) };

    [Fact]
    public async Task One_person_holds_one_stage_of_a_case_also_in_the_next_round()
    {
        await CommitAllAsync(Decide(1, Stage.Handler, "u-1"));
        await RefusedAsync<DutiesNotSeparate>(Decide(1, Stage.Approver, "u-1"));
        await RefusedAsync<DutiesNotSeparate>(Decide(2, Stage.Leader, "u-1"));
        await CommitAllAsync(Decide(2, Stage.Handler, "u-1"));
        await CommitAllAsync(Decide(1, Stage.Approver, "u-1", number: 2));
    }

    [Fact]
    public async Task A_stage_is_decided_once_a_round()
    {
        await CommitAllAsync(Decide(1, Stage.Handler, "u-1"));
        await RefusedAsync<DutiesNotSeparate>(Decide(1, Stage.Handler, "u-2"));
        await RefusedAsync<DutiesNotSeparate>(Decide(1, Stage.Handler, "u-1"));
        await CommitAllAsync(Decide(2, Stage.Handler, "u-2"));
    }

    [Fact]
    public async Task Who_entered_a_case_at_the_counter_takes_no_stage_and_the_other_way_round()
    {
        await CommitAllAsync(Decide(1, null, "u-1"));
        await RefusedAsync<DutiesNotSeparate>(Decide(1, Stage.Handler, "u-1"));
        await CommitAllAsync(Decide(1, null, "u-1"));
        await CommitAllAsync(Decide(1, Stage.Handler, "u-2"));
        await RefusedAsync<DutiesNotSeparate>(Decide(2, null, "u-2"));
        var duties = await Ledger.LoadDutiesAsync(Number(1), default);
        Assert.Equal(2, duties.Count);
        Assert.True(duties["u-1"].AtCounter);
        Assert.Equal(new Duty(Stage.Handler, OnAppeal: false), duties["u-2"]);
        Assert.True(await Ledger.TookStageAsync([Number(5), Number(1)], "u-2", default));
        Assert.False(await Ledger.TookStageAsync([Number(1)], "u-1", default));
        Assert.False(await Ledger.TookStageAsync([Number(2)], "u-2", default));
        await CommitAllAsync(Decide(1, Stage.Leader, "u-2", number: 3));
        var own = await Ledger.LoadDutiesOfAsync([Number(1), Number(2), Number(3)], "u-2", default);
        Assert.Equal([(Number(1), Stage.Handler), (Number(3), Stage.Leader)], own.OrderBy(duty => duty.Key).Select(duty => (duty.Key, duty.Value.Stage!.Value)));
        Assert.True(Assert.Single(await Ledger.LoadDutiesOfAsync([Number(1)], "u-1", default)).Value.AtCounter);
        Assert.Empty(await Ledger.LoadDutiesOfAsync([Number(2)], "u-2", default));
        Assert.Empty(await Ledger.LoadDutiesOfAsync([], "u-2", default));
    }

    private static LedgerCommand DecideAppeal(string person) => new() { Decision = new(Number(1), 1, null, person, OnAppeal: true) };

    private static LedgerCommand Reverse(int round, Stage stage, string person) => new() { ReversedDecision = new(Number(1), round, stage, person) };

    [Fact]
    public async Task Who_decided_an_appeal_took_no_part_before_and_takes_none_afterwards()
    {
        await CommitAllAsync(Decide(1, Stage.Handler, "u-1"), Decide(1, null, "u-2", number: 2), Decide(1, null, "u-3"));
        await RefusedAsync<DutiesNotSeparate>(DecideAppeal("u-1"));
        await RefusedAsync<DutiesNotSeparate>(DecideAppeal("u-3"));
        await CommitAllAsync(DecideAppeal("u-2"));
        await CommitAllAsync(DecideAppeal("u-2"));
        await CommitAllAsync(DecideAppeal("u-4"));
        await RefusedAsync<DutiesNotSeparate>(Decide(1, Stage.Leader, "u-2"));
        await RefusedAsync<DutiesNotSeparate>(Decide(1, null, "u-2"));
        var duties = await Ledger.LoadDutiesAsync(Number(1), default);
        Assert.Equal((new Duty(null, OnAppeal: true), false), (duties["u-2"], duties["u-2"].AtCounter));
        Assert.True(await Ledger.TookStageAsync([Number(1)], "u-2", default));
        Assert.Equal(1, await Database.CountAsync("decisions"));
    }

    [Fact]
    public async Task A_reversed_decision_opens_its_stage_again_and_stays_its_officers()
    {
        await CommitAllAsync(Decide(1, Stage.Handler, "u-1"));
        await RefusedAsync<StaleVersion>(Reverse(1, Stage.Handler, "u-2"));
        await RefusedAsync<StaleVersion>(Reverse(2, Stage.Handler, "u-1"));
        await RefusedAsync<StaleVersion>(Reverse(1, Stage.Approver, "u-1"));
        await CommitAllAsync(Reverse(1, Stage.Handler, "u-1"));
        await RefusedAsync<StaleVersion>(Reverse(1, Stage.Handler, "u-1"));
        await RefusedAsync<DutiesNotSeparate>(Decide(1, Stage.Approver, "u-1"));
        await CommitAllAsync(Decide(1, Stage.Handler, "u-1"));
        await CommitAllAsync(Reverse(1, Stage.Handler, "u-1") with { Decision = new(Number(1), 1, Stage.Handler, "u-2") });
        Assert.Equal(2, (await Ledger.LoadDutiesAsync(Number(1), default)).Count);
        Assert.Equal("u-2", await Database.ScalarAsync($"SELECT person FROM {Database.Prefix}decisions"));
    }

    private static BatchWrite Sealed(string id, int ordinal, params long[] cases) => new(id, Window, ordinal, March.AddDays(30), "window", [7, 7], new Money(5000 * cases.Length),
        [.. cases.Select((number, i) => GroupContract.BatchLine(i + 1, Number(number)) with { Claims = [new(1, Benefit.Assessment, new Money(5000))] })]);

    [Fact]
    public async Task A_batch_is_sealed_released_and_answered_and_each_step_is_read_back()
    {
        await CommitAllAsync(Submit(Number(1), Key(1)), Submit(Number(2), Key(2)));
        var write = Sealed("B-2018Q1-1", 1, 1, 2);
        await CommitAllAsync(new LedgerCommand { Batch = write });
        var batch = (await Ledger.FindBatchAsync("B-2018Q1-1", default))!;
        Assert.Equal((BatchStatus.Sealed, 1, Window, 1, new Money(10000), "window"), (batch.Status, batch.Version, batch.Window, batch.Ordinal, batch.Total, batch.SealedBy));
        Assert.Equal(write.Lines.Select(l => l with { Claims = [] }), batch.Lines.Select(l => l.Line with { Claims = [] }));
        Assert.Equal(write.Lines.SelectMany(l => l.Claims), batch.Lines.SelectMany(l => l.Line.Claims));
        await RefusedAsync<StaleVersion>(new LedgerCommand { BatchChange = new("B-2018Q1-1", 3, March, "f-1") });
        await CommitAllAsync(new LedgerCommand { BatchChange = new("B-2018Q1-1", 2, March.AddDays(31), "f-1") });
        await CommitAllAsync(new LedgerCommand { BatchLineChanges = [new("B-2018Q1-1", 1, BatchLineStatus.Scheduled, BatchLineStatus.Paid, null, new DateOnly(2018, 4, 9))] });
        batch = (await Ledger.FindBatchAsync("B-2018Q1-1", default))!;
        Assert.Equal((BatchStatus.PartlyPaid, 3, March.AddDays(31), "f-1"), (batch.Status, batch.Version, batch.ReleasedAt!.Value, batch.ReleasedBy));
        Assert.Equal((BatchLineStatus.Paid, new DateOnly(2018, 4, 9)), (batch.Lines[0].Status, batch.Lines[0].PaidOn!.Value));
        await RefusedAsync<StaleVersion>(new LedgerCommand { BatchLineChanges = [new("B-2018Q1-1", 1, BatchLineStatus.Scheduled, BatchLineStatus.Failed, "X", null)] });
        Assert.Null(await Ledger.FindBatchAsync("B-2018Q1-2", default));
    }

    [Fact]
    public async Task A_case_stands_in_one_batch_unless_its_line_there_failed()
    {
        await CommitAllAsync(Submit(Number(1), Key(1)), Submit(Number(2), Key(2)), Submit(Number(3), Key(3)) with { Cases = [Case(Number(3), status: CaseStatus.Approved)] });
        await CommitAllAsync(new LedgerCommand { Batch = Sealed("B-1", 1, 1, 2) });
        await RefusedAsync<StaleVersion>(new LedgerCommand { Batch = Sealed("B-2", 2, 1) });
        await RefusedAsync<StaleVersion>(new LedgerCommand { Batch = Sealed("B-3", 1, 3) });
        await CommitAllAsync(new LedgerCommand { BatchLineChanges = [new("B-1", 1, BatchLineStatus.Scheduled, BatchLineStatus.Failed, "no-account", null)] });
        await CommitAllAsync(new LedgerCommand { Batch = Sealed("B-2", 2, 1) });
        var first = await Ledger.ListBatchesAsync(Window, new(null, 1), default);
        var second = await Ledger.ListBatchesAsync(Window, new(first.Next, 1), default);
        Assert.Equal(["B-2", "B-1"], [first.Items[0].BatchId, second.Items[0].BatchId]);
        Assert.Null(second.Next);
        Assert.Equal(2, second.Items[0].Lines.Length);
        Assert.Empty((await Ledger.ListBatchesAsync(Window.Next, new(null, 1), default)).Items);
    }
}
