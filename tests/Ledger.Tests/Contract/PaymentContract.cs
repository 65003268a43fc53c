using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

/// <summary>What happens to approved money: stopped, batched, failed, sent back.</summary>
public abstract class PaymentContract : LedgerContract
{
    /// <summary>A case with an approved claim on each line.</summary>
    private async Task ApproveAsync(long number, int lines = 1)
    {
        var keys = Enumerable.Range(1, lines).Select(line => Key((int)(number * 100) + line)).ToArray();
        await CommitAllAsync(Submit(Number(number), keys));
        await CommitAllAsync(new LedgerCommand { ClaimChanges = [.. keys.Select((_, i) => Move(number, i + 1, ClaimStatus.Held, ClaimStatus.Approved))] });
    }

    private static ClaimChange Move(long number, int line, ClaimStatus from, ClaimStatus to, bool live = true) =>
        new(Number(number), line, Benefit.Assessment, from, to, live);

    private static LedgerCommand Stop(long number, int line, bool stopped) =>
        new() { ClaimStops = [new(Number(number), line, Benefit.Assessment, stopped)] };

    private static BatchWrite Sealed(int ordinal, params BatchLineWrite[] lines) =>
        new($"B-{ordinal}", Window, ordinal, March, "window", [7], new Money(lines.Sum(l => l.Amount.Fen)), lines);

    private static BatchLineWrite Pays(int batchLine, long number, params int[] lines) => GroupContract.BatchLine(batchLine, Number(number)) with
    {
        Amount = new Money(5000 * lines.Length),
        Claims = [.. lines.Select(line => new BatchClaimWrite(line, Benefit.Assessment, new Money(5000)))],
    };

    private static BatchLineChange Answer(int ordinal, int line, BatchLineStatus from, BatchLineStatus to) =>
        new($"B-{ordinal}", line, from, to, to == BatchLineStatus.Failed ? "no-account" : null, new DateOnly(2018, 4, 9));

    private async Task<bool> IsStoppedAsync(long number, int line) => Convert.ToBoolean(await Database.ScalarAsync(
        $"SELECT stopped FROM {Database.Prefix}claims WHERE case_number = 20181{number:d10} AND line = {line}"));

    [Fact]
    public async Task A_payment_is_stopped_once_and_let_go_on_once()
    {
        await ApproveAsync(1, lines: 2);
        await RefusedAsync<StaleVersion>(Stop(1, 1, stopped: false));
        await CommitAllAsync(Stop(1, 1, stopped: true));
        Assert.True(await IsStoppedAsync(1, 1));
        Assert.False(await IsStoppedAsync(1, 2));
        await RefusedAsync<StaleVersion>(Stop(1, 1, stopped: true));
        await RefusedAsync<StaleVersion>(new LedgerCommand { ClaimStops = [.. Stop(1, 2, true).ClaimStops, .. Stop(1, 1, true).ClaimStops] });
        await CommitAllAsync(Stop(1, 1, stopped: false));
        Assert.False(await IsStoppedAsync(1, 1));
    }

    [Fact]
    public async Task Only_approved_claims_are_stopped_and_one_that_is_approved_no_more_is_not_stopped_any_more()
    {
        await CommitAllAsync(Submit(Number(2), Key(2)));
        await RefusedAsync<StaleVersion>(Stop(2, 1, stopped: true));
        await RefusedAsync<StaleVersion>(Stop(3, 1, stopped: true));
        await ApproveAsync(1);
        await CommitAllAsync(Stop(1, 1, stopped: true));
        await CommitAllAsync(new LedgerCommand { ClaimChanges = [Move(1, 1, ClaimStatus.Approved, ClaimStatus.Released, live: false)] });
        Assert.False(await IsStoppedAsync(1, 1));
        await RefusedAsync<StaleVersion>(Stop(1, 1, stopped: false));
    }

    [Fact]
    public async Task A_case_may_stand_in_two_batches_with_different_claims_and_a_claim_in_one()
    {
        await ApproveAsync(1, lines: 3);
        await CommitAllAsync(new LedgerCommand { Batch = Sealed(1, Pays(1, 1, 1, 2)) });
        await RefusedAsync<StaleVersion>(new LedgerCommand { Batch = Sealed(2, Pays(1, 1, 3, 2)) });
        await CommitAllAsync(new LedgerCommand { Batch = Sealed(2, Pays(1, 1, 3)) });
        Assert.Equal([1, 2], (await Ledger.FindBatchAsync("B-1", default))!.Lines.Single().Line.Claims.Select(c => c.Line));
        var listed = (await Ledger.ListBatchesAsync(Window, new(null, 5), default)).Items;
        Assert.Equal([new BatchClaimWrite(3, Benefit.Assessment, new Money(5000))], listed.Single(b => b.BatchId == "B-2").Lines.Single().Line.Claims);
    }

    [Fact]
    public async Task A_batch_waits_until_it_is_released_and_says_who_took_a_stage_in_it()
    {
        await ApproveAsync(1);
        await ApproveAsync(2);
        await CommitAllAsync(
            new LedgerCommand { Batch = Sealed(1, Pays(1, 1, 1)) }, new LedgerCommand { Batch = Sealed(2, Pays(1, 2, 1)) },
            new LedgerCommand { Decision = new(Number(2), 1, Stage.Handler, "u-1") }, new LedgerCommand { Decision = new(Number(1), 1, null, "u-1") });
        Assert.Equal(
            [new("B-1", Window, March, "window", new Money(5000), TookStage: false), new WaitingBatch("B-2", Window, March, "window", new Money(5000), TookStage: true)],
            await Ledger.WaitingBatchesAsync("u-1", default));
        Assert.All(await Ledger.WaitingBatchesAsync("u-2", default), batch => Assert.False(batch.TookStage));
        await CommitAllAsync(new LedgerCommand { BatchChange = new("B-1", 2, March, "u-3") });
        Assert.Equal("B-2", Assert.Single(await Ledger.WaitingBatchesAsync("u-1", default)).BatchId);
    }

    [Fact]
    public async Task A_line_that_failed_or_was_sent_back_after_it_was_paid_lets_go_of_its_claims_for_the_next_batch()
    {
        await ApproveAsync(1, lines: 2);
        await ApproveAsync(2);
        await CommitAllAsync(new LedgerCommand { Batch = Sealed(1, Pays(1, 1, 1, 2), Pays(2, 2, 1)) });
        await CommitAllAsync(new LedgerCommand
        {
            BatchLineChanges = [Answer(1, 1, BatchLineStatus.Scheduled, BatchLineStatus.Failed), Answer(1, 2, BatchLineStatus.Scheduled, BatchLineStatus.Paid)],
        });
        await RefusedAsync<StaleVersion>(new LedgerCommand { Batch = Sealed(2, Pays(1, 1, 1, 2), Pays(2, 2, 1)) });
        await CommitAllAsync(new LedgerCommand { BatchLineChanges = [Answer(1, 2, BatchLineStatus.Paid, BatchLineStatus.Failed)] });
        await CommitAllAsync(new LedgerCommand { Batch = Sealed(2, Pays(1, 1, 1, 2), Pays(2, 2, 1)) });
        await RefusedAsync<StaleVersion>(new LedgerCommand { Batch = Sealed(3, Pays(1, 1, 2)) });
        await CommitAllAsync(new LedgerCommand { BatchLineChanges = [Answer(2, 1, BatchLineStatus.Scheduled, BatchLineStatus.Failed)] });
        await CommitAllAsync(new LedgerCommand { Batch = Sealed(3, Pays(1, 1, 2)) });
        await RefusedAsync<StaleVersion>(new LedgerCommand { BatchLineChanges = [Answer(1, 2, BatchLineStatus.Paid, BatchLineStatus.Failed)] });
    }

    [Fact]
    public async Task Of_two_batches_of_one_group_that_want_one_claim_one_is_sealed()
    {
        await ApproveAsync(1);
        var outcomes = await Ledger.CommitAsync(
            [new LedgerCommand { Batch = Sealed(1, Pays(1, 1, 1)) }, new LedgerCommand { Batch = Sealed(2, Pays(1, 1, 1)) }], default);
        Assert.IsType<Committed>(outcomes[0]);
        Assert.IsType<StaleVersion>(outcomes[1]);
    }

    [Fact]
    public async Task Payable_are_approved_claims_that_are_not_stopped_and_in_no_batch_that_paid_them()
    {
        await ApproveAsync(1, lines: 3);
        await ApproveAsync(2, lines: 2);
        await CommitAllAsync(Submit(Number(3), Key(3)), Stop(1, 3, stopped: true));
        await CommitAllAsync(new LedgerCommand { Batch = Sealed(1, Pays(1, 1, 1), Pays(2, 2, 1, 2)) });
        async Task<string> Payable() => string.Join(' ', (await Ledger.LoadPayableClaimsAsync([Number(3), Number(2), Number(1)], default)).Select(c => $"{c.Case.Ordinal}/{c.Line}"));
        Assert.Equal("1/2", await Payable());
        await CommitAllAsync(new LedgerCommand { BatchLineChanges = [Answer(1, 2, BatchLineStatus.Scheduled, BatchLineStatus.Failed)] }, Stop(1, 3, stopped: false));
        Assert.Equal("1/2 1/3 2/1 2/2", await Payable());
        await CommitAllAsync(new LedgerCommand { ClaimChanges = [Move(2, 1, ClaimStatus.Approved, ClaimStatus.Released, live: false)] });
        Assert.Equal("1/2 1/3 2/2", await Payable());
        Assert.Equal(new PayableClaim(Number(2), 2, Benefit.Assessment, new Money(5000)), (await Ledger.LoadPayableClaimsAsync([Number(2)], default)).Single());
        Assert.Empty(await Ledger.LoadPayableClaimsAsync([], default));
    }

    [Fact]
    public async Task The_cases_of_a_window_are_found_by_status_and_by_money_that_no_batch_has()
    {
        CaseWrite With(long number, CaseStatus status, CaseMoney money) => Case(Number(number), status: status) with { Money = money };
        var other = new CaseNumber(Window.Next, 1);
        await CommitAllAsync(new LedgerCommand
        {
            Cases =
            [
                With(1, CaseStatus.Approved, CaseMoney.None with { Waiting = new(1) }), With(2, CaseStatus.Approved, CaseMoney.None with { Stopped = new(1) }),
                With(3, CaseStatus.PaymentFailed, CaseMoney.None with { Failed = new(1) }), With(4, CaseStatus.Paid, CaseMoney.None with { Paid = new(1), Scheduled = new(1) }),
                With(5, CaseStatus.Paid, CaseMoney.None with { Waiting = new(1), Paid = new(1) }), Case(other, status: CaseStatus.Approved) with { Money = CaseMoney.None with { Waiting = new(1) } },
            ],
            Batch = Sealed(1, Pays(1, 1, 1)),
        });
        Assert.Equal([1, 2, 3, 5], (await Ledger.PayableCasesAsync(Window, default)).Select(c => c.Case.Number.Ordinal));
        Assert.Equal([1, 2, 3], (await Ledger.CasesInStatusAsync(Window, [CaseStatus.PaymentFailed, CaseStatus.Approved], default)).Select(c => c.Case.Number.Ordinal));
        Assert.Equal([other], (await Ledger.PayableCasesAsync(Window.Next, default)).Select(c => c.Case.Number));
    }

    [Fact]
    public async Task The_account_at_fault_is_that_of_the_newest_line_that_the_bank_failed()
    {
        BatchLineWrite To(string account, int batchLine, long number) => Pays(batchLine, number) with { Account = new("测试银行", "测试一号有限公司", account) };
        BatchLineChange Failed(int ordinal, int line, string code) => Answer(ordinal, line, BatchLineStatus.Scheduled, BatchLineStatus.Failed) with { Code = code };
        await CommitAllAsync(new LedgerCommand { Batch = Sealed(1, To("A", 1, 1), To("B", 2, 2), To("C", 3, 3)) });
        await CommitAllAsync(new LedgerCommand { Batch = Sealed(2, To("D", 1, 1), To("E", 2, 2)) with { SealedAt = March.AddDays(90) } });
        await CommitAllAsync(new LedgerCommand { BatchLineChanges = [Failed(2, 1, "no-account"), Failed(1, 1, "no-account"), Failed(1, 2, "no-account"), Failed(2, 2, BatchLineRow.StoppedCode)] });
        var accounts = await Ledger.LastFailedAccountsAsync([Number(1), Number(2), Number(3), Number(9)], default);
        Assert.Equal([(1L, "D"), (2L, "B")], accounts.Select(a => (a.Key.Ordinal, a.Value.AccountNumber)).Order());
        Assert.Empty(await Ledger.LastFailedAccountsAsync([], default));
    }

    /// <summary>The bank's answer to a whole quarter in one command.</summary>
    [Fact]
    public async Task Thousands_of_results_are_one_command()
    {
        const int Count = 10_000;
        var numbers = Enumerable.Range(1, Count).Select(i => (long)i).ToArray();
        foreach (var part in numbers.Chunk(1000)) await CommitAllAsync([.. part.Select(i => Submit(Number(i), Key((int)i)))]);
        await CommitAllAsync(new LedgerCommand
        {
            ClaimChanges = [.. numbers.Select(i => Move(i, 1, ClaimStatus.Held, ClaimStatus.Approved))],
            Batch = Sealed(1, [.. numbers.Select(i => Pays((int)i, i, 1))]),
        });
        var command = new LedgerCommand
        {
            Cases = [.. numbers.Select(i => Case(Number(i), 2, CaseStatus.Paid) with { Money = CaseMoney.None with { Paid = new Money(5000) } })],
            ClaimChanges = [.. numbers.Select(i => Move(i, 1, ClaimStatus.Approved, ClaimStatus.Paid))],
            BatchLineChanges = [.. numbers.Select(i => Answer(1, (int)i, BatchLineStatus.Scheduled, BatchLineStatus.Paid))],
            Events = [.. numbers.Select(i => Event(Number(i).ToString(), 2))],
        };
        await RefusedAsync<StaleVersion>(command with { ClaimStops = [new(Number(5), 1, Benefit.Assessment, false)] });
        await CommitAllAsync(command);
        Assert.Equal(Count * 5000L, Convert.ToInt64(await Database.ScalarAsync($"SELECT sum(paid) FROM {Database.Prefix}cases WHERE version = 2")));
        Assert.Equal((long)Count, Convert.ToInt64(await Database.ScalarAsync($"SELECT count(*) FROM {Database.Prefix}claims WHERE status = 3")));
        Assert.Equal(BatchLineStatus.Paid, (await Ledger.FindBatchAsync("B-1", default))!.Lines.Select(l => l.Status).Distinct().Single());
    }
}
