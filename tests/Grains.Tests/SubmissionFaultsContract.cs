using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Testing;

namespace Gongshu.Grains.Tests;

public sealed class SubmissionFaultsOnSqliteTests : SubmissionFaultsContract
{
    internal override Task<WindowsStore> StoreAsync() => WindowsStore.OnSqliteAsync();
}

public sealed class SubmissionFaultsOnPostgreSqlTests : SubmissionFaultsContract
{
    internal override Task<WindowsStore> StoreAsync() => WindowsStore.OnPostgreSqlAsync();
}

/// <summary>Commits that fail in every way, and holders that never come back.</summary>
public abstract class SubmissionFaultsContract : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private WindowsStore _store = null!;
    private SubmissionHost _host = null!;
    private string _applicant = "", _other = "";

    internal abstract Task<WindowsStore> StoreAsync();

    public async Task InitializeAsync()
    {
        _store = await StoreAsync();
        _host = await SubmissionHost.StartAsync(_store);
        _applicant = await _host.EmployerAsync(0);
        _other = await _host.EmployerAsync(1);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task A_commit_that_was_refused_leaves_nothing_and_the_same_key_succeeds_later()
    {
        _host.Faults.OnCommit = (_, _) => throw new LedgerUnavailableException("planned");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => SubmitAsync(_applicant, "k"));
        await AssertNothingWrittenAndNothingHeldAsync();
        Assert.True((await SubmitAsync(_applicant, "k")).Created);
    }

    [Fact]
    public async Task A_lost_answer_to_a_commit_that_happened_is_found_out()
    {
        _host.Faults.OnCommit = async (_, commit) => Lost(await commit());
        var answer = await SubmitAsync(_applicant, "k");
        Assert.Equal((true, false), (answer.Created, answer.Replayed));
        _host.Faults.Clear();
        var again = await SubmitAsync(_applicant, "k");
        Assert.Equal((true, answer.Value!.CaseNumber, answer.Value.Receipt), (again.Replayed, again.Value!.CaseNumber, again.Value.Receipt));
        Assert.Single(await _host.CasesAsync(_applicant));
        await AssertTakenByAsync(answer.Value.CaseNumber);
    }

    [Fact]
    public async Task A_lost_answer_to_a_commit_that_never_happened_is_found_out()
    {
        _host.Faults.OnCommit = (group, _) => Task.FromResult(Lost(new CommitOutcome[group.Count]));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => SubmitAsync(_applicant, "k"));
        await AssertNothingWrittenAndNothingHeldAsync();
        var again = await SubmitAsync(_applicant, "k");
        Assert.Equal((true, false), (again.Created, again.Replayed));
        await AssertTakenByAsync(again.Value!.CaseNumber);
    }

    [Fact]
    public async Task A_ledger_that_breaks_in_an_unforeseen_way_is_an_unknown_outcome_that_gets_settled()
    {
        _host.Faults.OnCommit = async (_, commit) =>
        {
            await commit();
            throw new InvalidOperationException("planned");
        };
        var answer = await SubmitAsync(_applicant, "k");
        Assert.True(answer.Created);
        _host.Faults.Clear();
        await AssertTakenByAsync(answer.Value!.CaseNumber);
    }

    [Fact]
    public async Task What_cannot_be_settled_is_called_unknown_and_keeps_its_holds_until_the_ledger_tells()
    {
        Func<Task<CommitOutcome[]>>? late = null;
        _host.Faults.OnCommit = (group, commit) =>
        {
            late = commit;
            return Task.FromResult(Lost(new CommitOutcome[group.Count]));
        };
        _host.Faults.OnAbandon = _ => Task.FromResult<AbandonOutcome>(new StillUnknown());
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => SubmitAsync(_applicant, "k"));
        _host.Faults.Clear();
        Assert.Equal(HoldVerdict.ForeignHold, (await _host.TryHoldAsync(1, "stranger")).Verdict);

        // The lost transaction lands after all, and the hold's deadline passes.
        Assert.IsType<Committed>(Assert.Single(await late!()));
        _host.Time.Advance(TimeSpan.FromSeconds(46));
        var again = await SubmitAsync(_applicant, "k");
        Assert.Equal((true, true), (again.Created, again.Replayed));
        await AssertTakenByAsync(again.Value!.CaseNumber);
        Assert.Single(await _host.CasesAsync(_applicant));
    }

    [Fact]
    public async Task A_fault_while_settling_is_unknown_too_and_never_called_unwritten()
    {
        _host.Faults.OnCommit = async (_, commit) => Lost(await commit());
        _host.Faults.OnAbandon = _ => throw new LedgerUnavailableException("planned");
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => SubmitAsync(_applicant, "k"));
        _host.Faults.Clear();
        _host.Time.Advance(TimeSpan.FromSeconds(46));
        Assert.True((await SubmitAsync(_applicant, "k")).Replayed);
    }

    [Fact]
    public async Task Twins_under_one_key_are_told_apart_from_each_other_and_the_second_is_replayed_later()
    {
        var reached = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        _host.Faults.OnCommit = async (_, commit) =>
        {
            reached.TrySetResult();
            await go.Task;
            return await commit();
        };
        var first = SubmitAsync(_applicant, "k");
        await reached.Task;
        var twin = await SubmitAsync(_applicant, "k");
        Assert.Equal((ProblemCode.RequestInProgress, 1), (twin.Refusal?.Code, twin.Refusal?.RetryAfterSeconds));
        go.SetResult();
        Assert.True((await first).Created);
        Assert.True((await SubmitAsync(_applicant, "k")).Replayed);
        Assert.Single(await _host.CasesAsync(_applicant));
    }

    [Fact]
    public async Task One_key_for_another_form_is_refused_with_the_member_that_differs()
    {
        await SubmitAsync(_applicant, "k");
        var refusal = (await _host.SubmitAsync(SubmissionHost.Form(_applicant, [2]), "k")).Refusal;
        Assert.Equal((ProblemCode.IdempotencyKeyReused, "/lines/0/worker/name"), (refusal?.Code, refusal?.Pointer));
    }

    [Fact]
    public async Task A_holder_that_dies_blocks_until_its_deadline_and_then_the_ledger_is_asked()
    {
        await _host.HoldAsync(1);
        var read = _host.Faults.HistoriesRead.Count;
        _host.Time.Advance(TimeSpan.FromSeconds(44));
        Assert.Equal(HoldVerdict.ForeignHold, (await _host.TryHoldAsync(1, "second")).Verdict);
        Assert.Equal(read, _host.Faults.HistoriesRead.Count);
        _host.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.True((await SubmitAsync(_applicant, "k")).Created);
        Assert.Equal(read + 1, _host.Faults.HistoriesRead.Count);
    }

    [Fact]
    public async Task A_foreign_hold_is_waited_for_and_then_the_application_is_granted()
    {
        await _host.HoldAsync(1);
        var waiting = SubmitAsync(_applicant, "k");
        await UntilItWaitsAsync(waiting);
        await _host.Worker(1).Release("stranger");
        Assert.True((await waiting).Created);
    }

    [Fact]
    public async Task Subjects_are_waited_for_in_ascending_order_each_held_while_the_next_is_waited_for()
    {
        var (low, high) = string.CompareOrdinal(_host.Worker(1).GetPrimaryKeyString(), _host.Worker(2).GetPrimaryKeyString()) < 0 ? (1, 2) : (2, 1);
        await _host.HoldAsync(high);
        var waiting = _host.SubmitAsync(SubmissionHost.Form(_applicant, [1, 2]), "k");
        await UntilItWaitsAsync(waiting);
        Assert.Equal(HoldVerdict.ForeignHold, (await _host.TryHoldAsync(low, "third")).Verdict);
        await _host.Worker(high).Release("stranger");
        Assert.True((await waiting).Created);
    }

    [Fact]
    public async Task While_a_lower_subject_is_waited_for_no_higher_one_is_held()
    {
        var (low, high) = string.CompareOrdinal(_host.Worker(1).GetPrimaryKeyString(), _host.Worker(2).GetPrimaryKeyString()) < 0 ? (1, 2) : (2, 1);
        await _host.HoldAsync(low);
        var waiting = _host.SubmitAsync(SubmissionHost.Form(_applicant, [1, 2]), "k");
        await UntilItWaitsAsync(waiting);
        await _host.HoldAsync(high, "third");
        await _host.Worker(high).Release("third");
        await _host.Worker(low).Release("stranger");
        Assert.True((await waiting).Created);
    }

    [Fact]
    public async Task After_ten_seconds_of_a_foreign_hold_the_answer_is_unavailable_and_nothing_is_held_or_written()
    {
        await _host.HoldAsync(1);
        var waiting = _host.SubmitAsync(SubmissionHost.Form(_applicant, [1, 2]), "k");
        await UntilItWaitsAsync(waiting);
        _host.Time.Advance(TimeSpan.FromSeconds(9));
        await UntilItWaitsAsync(waiting);
        _host.Time.Advance(TimeSpan.FromSeconds(2));
        var refusal = (await waiting).Refusal;
        Assert.Equal((ProblemCode.Unavailable, 2), (refusal?.Code, refusal?.RetryAfterSeconds));
        Assert.Empty(await _host.CasesAsync(_applicant));
        await Poll.UntilAsync(async () => (await _host.TryHoldAsync(2, "third")).Verdict == HoldVerdict.Granted, Patience, "the release of the other subject");
    }

    private static CommitOutcome[] Lost(CommitOutcome[] outcomes) => Array.ConvertAll(outcomes, CommitOutcome (_) => new Unknown());

    private Task<Answer<CaseView>> SubmitAsync(string applicant, string key) => _host.SubmitAsync(SubmissionHost.Form(applicant, [1]), key);

    /// <summary>All subjects were asked at once, everything was let go, and it has met the foreign hold again in its turn.</summary>
    private async Task UntilItWaitsAsync(Task<Answer<CaseView>> waiting)
    {
        var before = _host.ForeignHolds;
        await Poll.UntilAsync(() => _host.ForeignHolds >= before + 3, Patience, "the waiting for a foreign hold");
        Assert.False(waiting.IsCompleted);
    }

    private async Task AssertNothingWrittenAndNothingHeldAsync()
    {
        _host.Faults.Clear();
        Assert.Empty(await _host.CasesAsync(_applicant));
        Assert.Empty(await _host.CasesOfAsync(1));
        await Poll.UntilAsync(async () => (await _host.TryHoldAsync(1, "stranger")).Verdict == HoldVerdict.Granted, Patience, "the release");
        await _host.Worker(1).Release("stranger");
    }

    /// <summary>Another organisation is told at once which case it is: no hold is left over.</summary>
    private async Task AssertTakenByAsync(Gongshu.Policy.CaseNumber number)
    {
        var met = _host.ForeignHolds;
        var refused = await SubmitAsync(_other, "other");
        Assert.Equal(ProblemCode.DuplicateClaim, refused.Refusal?.Code);
        Assert.All(refused.Refusal!.Conflicts!, conflict => Assert.Equal(number, conflict.HeldBy.CaseNumber));
        Assert.Equal(met, _host.ForeignHolds);
        Assert.Equal([number], await _host.CasesOfAsync(1));
    }
}
