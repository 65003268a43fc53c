using System.Security.Cryptography;
using System.Text;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;
using Gongshu.Testing.Samples;

namespace Gongshu.Grains.Tests;

public sealed class BatchesOnSqliteTests : BatchesContract
{
    internal override Task<WindowsStore> StoreAsync() => WindowsStore.OnSqliteAsync();
}

public sealed class BatchesOnPostgreSqlTests : BatchesContract
{
    internal override Task<WindowsStore> StoreAsync() => WindowsStore.OnPostgreSqlAsync();
}

/// <summary>The second signature and the payment file, on either database.</summary>
public abstract class BatchesContract
{
    private const string BatchId = "B-2018Q1-1";

    internal abstract Task<WindowsStore> StoreAsync();

    [Fact]
    public Task Who_sealed_a_batch_does_not_release_it() => OnBatchAsync(WindowsHost.Finance, async (host, _) =>
    {
        Assert.Equal(ProblemCode.SeparationOfDuties, (await host.Batch(BatchId).Release(null, WindowsHost.Finance, null)).Refusal?.Code);
        var released = await host.Batch(BatchId).Release(null, WindowsHost.OtherFinance, 1);
        Assert.Equal((BatchState.Released, "u-finance-2", 2), (released.Value!.Status, released.Value.ReleasedBy, released.Value.Version));
        Assert.Equal(["batch.sealed", "batch.released"], await host.EventsAsync(BatchId));
    });

    [Fact]
    public Task A_batch_that_the_reminder_sealed_is_released_by_any_finance_person() => OnBatchAsync(Actor.System, async (host, _) =>
        Assert.Equal(BatchState.Released, (await host.Batch(BatchId).Release(null, WindowsHost.Finance, null)).Value?.Status));

    [Fact]
    public Task Who_took_a_stage_in_a_case_of_it_does_not_release_it() => OnBatchAsync(Actor.System, async (host, _) =>
    {
        var officer = new Actor("u-handler", "经办人", Roles.Handler | Roles.Finance, null);
        Assert.Equal(ProblemCode.SeparationOfDuties, (await host.Batch(BatchId).Release(null, officer, null)).Refusal?.Code);
        Assert.Equal(BatchState.Sealed, (await host.Batch(BatchId).Get())!.Status);
    });

    [Fact]
    public Task Only_finance_releases() => OnBatchAsync(Actor.System, async (host, _) =>
    {
        foreach (var actor in (Actor[])[WindowsHost.Leader, WindowsHost.Handler, Actor.System])
            Assert.Equal(ProblemCode.Forbidden, (await host.Batch(BatchId).Release(null, actor, null)).Refusal?.Code);
    });

    [Fact]
    public Task A_batch_is_released_once() => OnBatchAsync(Actor.System, async (host, _) =>
    {
        var key = WindowsHost.Operation("release-1");
        var first = await host.Batch(BatchId).Release(key, WindowsHost.Finance, null);
        var again = await host.Batch(BatchId).Release(key, WindowsHost.Finance, null);
        Assert.True(again.Replayed);
        Assert.Equal((first.Value!.Version, first.Value.ReleasedAt), (again.Value!.Version, again.Value.ReleasedAt));
        Assert.Equal(ProblemCode.IllegalTransition, (await host.Batch(BatchId).Release(null, WindowsHost.OtherFinance, null)).Refusal?.Code);
        Assert.Equal(ProblemCode.StaleVersion, (await host.Batch(BatchId).Release(null, WindowsHost.OtherFinance, 1)).Refusal?.Code);
        Assert.Equal(["batch.sealed", "batch.released"], await host.EventsAsync(BatchId));
    });

    [Fact]
    public Task The_payment_file_waits_for_the_release_and_each_reading_is_recorded() => OnBatchAsync(WindowsHost.Finance, async (host, organisation) =>
    {
        Assert.Equal(ProblemCode.NotReleased, (await host.Batch(BatchId).PaymentFile(WindowsHost.Finance)).Refusal?.Code);
        await host.Batch(BatchId).Release(null, WindowsHost.OtherFinance, null);
        Assert.Equal(ProblemCode.Forbidden, (await host.Batch(BatchId).PaymentFile(WindowsHost.Handler)).Refusal?.Code);

        var lines = (await host.Batch(BatchId).PaymentFile(WindowsHost.Leader)).Value!;
        var batch = (await host.Batch(BatchId).Get())!;
        Assert.Equal([1, 2], lines.Select(line => line.BatchLine));
        Assert.Equal(batch.Total.Fen, lines.Sum(line => line.Amount.Fen));
        Assert.All(lines, line =>
        {
            Assert.Equal((BatchId, organisation.Name, organisation.AccountNumber), (line.BatchId, line.PayeeName, line.Account.AccountNumber));
            Assert.Equal(batch.Hash, line.BatchHash);
            Assert.Equal($"2018年第1季度技能人才补贴 三(二) {line.CaseNumber}", line.Purpose);
        });
        var readings = await host.Ledger.ListEventsAsync(new EventFilter("u-leader", "batch.paymentFileRead", null, null), new PageRequest(null, 10), CancellationToken.None);
        Assert.Single(readings.Items);
    });

    [Fact]
    public Task The_seal_can_be_written_again_from_the_batch_and_its_payment_file() => OnBatchAsync(Actor.System, async (host, _) =>
    {
        await host.Batch(BatchId).Release(null, WindowsHost.Finance, null);
        var batch = (await host.Batch(BatchId).Get())!;
        var lines = (await host.Batch(BatchId).PaymentFile(WindowsHost.Finance)).Value!;
        var text = new StringBuilder("gongshu-batch-1\n").Append(Fields("2018Q1", BatchId, "2", "150000"));
        foreach (var line in lines)
        {
            var payee = batch.Lines[line.BatchLine - 1].Payee;
            text.Append(Fields($"{line.BatchLine}", line.CaseNumber.ToString(), payee.Uscc, payee.Name, $"{line.Amount.Fen}",
                line.Account.BankName, line.Account.AccountName, line.Account.AccountNumber));
        }
        Assert.Equal("sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))), batch.Hash);
    });

    [Fact]
    public Task An_unknown_batch_is_not_there() => OnBatchAsync(Actor.System, async (host, _) =>
    {
        Assert.Null(await host.Batch("B-2018Q1-9").Get());
        Assert.Equal(ProblemCode.NotFound, (await host.Batch("B-2018Q1-9").Release(null, WindowsHost.Finance, null)).Refusal?.Code);
        Assert.Equal(ProblemCode.NotFound, (await host.Batch("B-2018Q1-9").PaymentFile(WindowsHost.Finance)).Refusal?.Code);
    });

    private static string Fields(params string[] fields) => string.Concat(fields.Select(field => $"{Encoding.UTF8.GetByteCount(field)}:{field},")) + "\n";

    /// <summary>Two cases of 500 and 1000 yuan, the first handled by u-handler, sealed by a finance person or by the reminder.</summary>
    private async Task OnBatchAsync(Actor sealedBy, Func<WindowsHost, SampleOrganisation, Task> test)
    {
        await using var store = await StoreAsync();
        await using var host = await WindowsHost.StartAsync(store, "2018-03-05T09:00:00+08:00");
        var organisation = await host.RegisterAsync(1);
        await host.AddAsync("2018Q1", organisation, CaseStatus.Approved, 500, handler: "u-handler");
        var last = await host.AddAsync("2018Q1", organisation, CaseStatus.Endorsed, 1000);
        await host.MoveToAsync("2018-04-01T00:00:05+08:00");
        await host.BecomeAsync(last, CaseStatus.Approved);
        if (sealedBy.Has(Roles.System)) await host.Window("2018Q1").Attend();
        else Assert.True((await host.SettleAsync("2018Q1", by: sealedBy)).Created);
        await test(host, organisation);
    }
}
