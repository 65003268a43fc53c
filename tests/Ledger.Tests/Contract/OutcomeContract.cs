using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

public abstract class OutcomeContract : LedgerContract
{
    [Fact]
    public async Task A_committed_case_is_read_back_as_it_was_written()
    {
        var write = Case(Number(1)) with { DecidedAt = March.AddDays(3), BatchId = "B-2018Q1-1" };
        var command = Submit(Number(1), Key(1)) with { Cases = [write] };
        var committed = Assert.IsType<Committed>(await Ledger.CommitAsync(command));
        Assert.True(committed.LastSequence > 0);
        var read = await Ledger.FindCaseAsync(Number(1), default);
        Assert.NotNull(read);
        Assert.Equal(write with { Receipt = read.Case.Receipt }, read.Case);
        Assert.Equal(write.Receipt, read.Case.Receipt);
        Assert.Equal(command.Events[0].Hash, read.HeadHash);
        Assert.Null(await Ledger.FindCaseAsync(Number(2), default));
    }

    [Fact]
    public async Task The_sequence_rises_and_names_the_last_event_of_the_command()
    {
        var first = Event("a");
        var outcomes = await Ledger.CommitAsync(
            [new LedgerCommand { Events = [first, Event("a", 2, first.Hash)] }, new LedgerCommand { Events = [Event("b")] }, new LedgerCommand()], default);
        var stored = await Ledger.LoadEventsAsync("a", 0, default);
        Assert.Equal(stored[1].Sequence, Assert.IsType<Committed>(outcomes[0]).LastSequence);
        Assert.True(Assert.IsType<Committed>(outcomes[1]).LastSequence > stored[1].Sequence);
        Assert.Equal(0, Assert.IsType<Committed>(outcomes[2]).LastSequence);
    }

    [Fact]
    public async Task A_live_key_refuses_the_second_case_and_names_every_holder()
    {
        await CommitAllAsync(Submit(Number(1), Key(1), Key(2)), Submit(Number(2), Key(3)));
        var taken = await RefusedAsync<KeysTaken>(Submit(Number(3), Key(3), Key(4), Key(2), Key(1)));
        Assert.Equal([Key(1), Key(2), Key(3)], taken.Conflicts.Select(c => c.Key));
        Assert.Equal([Number(1), Number(1), Number(2)], taken.Conflicts.Select(c => c.Case));
        var holder = taken.Conflicts[1];
        Assert.Equal((2, Benefit.Assessment, CaseStatus.Submitted, March, "91330105MA27ABCD4X"),
            (holder.Line, holder.Benefit, holder.CaseStatus, holder.SubmittedAt, holder.Applicant));
    }

    [Fact]
    public async Task The_same_key_on_another_subject_or_another_key_on_the_subject_is_free()
    {
        await CommitAllAsync(Submit(Number(1), Key(1)));
        await CommitAllAsync(Submit(Number(2), Key(2)));
        await CommitAllAsync(Submit(Number(3), Key(1, "ASSESSMENT:6-18-02-04:senior")));
    }

    [Fact]
    public async Task An_operation_is_replayed_not_repeated_and_never_called_its_own_duplicate()
    {
        var command = Submit(Number(1), Key(1)) with { Operation = Operation("k", Number(1), request: [4, 5], answer: [6]) };
        await CommitAllAsync(command);
        var again = await RefusedAsync<AlreadyCommitted>(command);
        var other = await RefusedAsync<AlreadyCommitted>(Submit(Number(2), Key(1)) with { Operation = Operation("k", Number(2)) });
        foreach (var record in new[] { again.Record, other.Record, (await Ledger.FindOperationAsync(command.Operation!.Id, default))! })
        {
            Assert.Equal((command.Operation!.Id, false, "GS-2018Q1-000001", 1, March), (record.Id, record.Abandoned, record.Stream, record.Version, record.At));
            Assert.Equal([1, 2, 3], record.RequestHash);
            Assert.Equal([4, 5], record.Request);
            Assert.Equal([6], record.Answer);
        }
    }

    [Theory]
    [InlineData(1, typeof(StaleVersion))]
    [InlineData(2, typeof(Committed))]
    [InlineData(3, typeof(StaleVersion))]
    public async Task A_case_moves_by_one_version_from_where_it_stands(int version, Type expected)
    {
        await CommitAllAsync(Submit(Number(1)));
        var before = await Database.CountsAsync();
        var change = new LedgerCommand { Cases = [Case(Number(1), version, CaseStatus.Withdrawn, amount: 0)], PersonTokens = [new(5, Number(1))] };
        Assert.IsType(expected, await Ledger.CommitAsync(change));
        var read = (await Ledger.FindCaseAsync(Number(1), default))!.Case;
        Assert.Equal(expected == typeof(Committed) ? (2, CaseStatus.Withdrawn, 0) : (1, CaseStatus.Submitted, 5000), (read.Version, read.Status, read.Amount.Fen));
        if (expected != typeof(Committed)) Assert.Equal(before, await Database.CountsAsync());
    }

    [Fact]
    public async Task A_case_that_does_not_exist_cannot_be_changed() =>
        await RefusedAsync<StaleVersion>(new LedgerCommand { Cases = [Case(Number(9), 2)], Events = [Event("x")] });

    [Fact]
    public async Task A_taken_version_of_a_stream_is_stale()
    {
        var first = Event("s");
        await CommitAllAsync(new LedgerCommand { Events = [first, Event("s", 2, first.Hash)] });
        await RefusedAsync<StaleVersion>(new LedgerCommand { Events = [Event("s", 2, first.Hash)], PersonTokens = [new(1, Number(1))] });
    }

    [Fact]
    public async Task Precedence_is_replay_then_version_then_duties_then_certificates_then_keys()
    {
        await CommitAllAsync(
            Submit(Number(1), Key(1)) with { NewClaims = [Claim(Number(1), Key(1), certificate: "c_1", worker: Worker(1))] },
            Submit(Number(2)) with { Decision = new(Number(2), 1, Stage.Handler, "u-1") });
        var everything = new LedgerCommand
        {
            Operation = Operation(Number(1).ToString(), Number(1)),
            Cases = [Case(Number(2), 5)],
            Decision = new(Number(2), 2, Stage.Approver, "u-1"),
            NewClaims = [Claim(Number(2), Key(1), certificate: "c_1", worker: Worker(2))],
        };
        await RefusedAsync<AlreadyCommitted>(everything);
        await RefusedAsync<StaleVersion>(everything with { Operation = null });
        await RefusedAsync<DutiesNotSeparate>(everything with { Operation = null, Cases = [] });
        await RefusedAsync<CertificatesTaken>(everything with { Operation = null, Cases = [], Decision = null });
        await RefusedAsync<KeysTaken>(everything with { Operation = null, Cases = [], Decision = null, NewClaims = [Claim(Number(2), Key(1))] });
    }

    [Fact]
    public async Task A_command_that_breaks_the_schema_fails_alone_and_is_told_as_not_committed()
    {
        var broken = Submit(Number(2), Key(2)) with { NewClaims = [Claim(Number(2), Key(2)) with { Certificate = "c_1", WorkerRef = null }] };
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => Ledger.CommitAsync(broken));
        var outcomes = await Ledger.CommitAsync([Submit(Number(1), Key(1)), broken, Submit(Number(3), Key(3))], default);
        Assert.IsType<Committed>(outcomes[0]);
        Assert.IsType<NotCommitted>(outcomes[1]);
        Assert.IsType<Committed>(outcomes[2]);
        Assert.Null(await Ledger.FindCaseAsync(Number(2), default));
    }

    [Fact]
    public async Task A_cancelled_call_writes_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ledger.CommitAsync([Submit(Number(1), Key(1))], cancelled.Token));
        Assert.Null(await Ledger.FindCaseAsync(Number(1), default));
    }
}
