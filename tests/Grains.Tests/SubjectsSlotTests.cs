using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using static Gongshu.Grains.Tests.SubjectSamples;

namespace Gongshu.Grains.Tests;

/// <summary>What a submission on the same silo may learn from a subject's slot, and what only the grain may answer.</summary>
public sealed class SubjectsSlotTests
{
    [Fact]
    public void A_hold_that_was_taken_here_binds_the_grain_and_the_other_way_round()
    {
        var slot = Warm();
        Assert.Equal(HoldVerdict.Granted, slot.TryHoldHere(Ask("a", "k1"), Noon)!.Verdict);
        Assert.Equal(HoldVerdict.ForeignHold, slot.TryHold(Ask("b", "k1"), Noon)!.Verdict);
        Assert.Equal(HoldVerdict.Granted, slot.TryHold(Ask("b", "k2"), Noon)!.Verdict);
        Assert.Null(slot.TryHoldHere(Ask("a", "k2"), Noon));
    }

    [Fact]
    public void A_committed_claim_says_no_in_a_turn_and_is_no_answer_here_since_its_release_may_be_on_its_way()
    {
        var slot = Warm(Claim("k1"));
        Assert.Null(slot.TryHoldHere(Ask("a", "k1", "k2"), Noon));
        Assert.Equal("k1", Assert.Single(slot.TryHold(Ask("a", "k1", "k2"), Noon)!.Conflicts).Key);
        Assert.Equal(HoldVerdict.Granted, slot.TryHoldHere(Ask("b", "k2"), Noon)!.Verdict);
    }

    [Fact]
    public void Who_is_cold_in_doubt_or_gone_is_not_answered_for()
    {
        Assert.Null(new SubjectSlot().TryHoldHere(Ask("a", "k1"), Noon));

        var inDoubt = Warm();
        inDoubt.TryHold(Ask("a", "k1"), Noon);
        Assert.Null(inDoubt.TryHoldHere(Ask("b", "k2"), Noon.AddSeconds(45)));
        Assert.Null(inDoubt.TryHold(Ask("b", "k2"), Noon.AddSeconds(45)));

        var gone = Warm();
        gone.Close();
        Assert.Null(gone.TryHoldHere(Ask("a", "k1"), Noon));
        Assert.False(gone.Confirm("a", [Claim("k1")]));
        Assert.False(gone.Release("a"));
    }

    [Fact]
    public void A_grain_whose_slot_alone_is_used_is_asked_now_and_then_so_that_it_is_not_dropped_as_idle()
    {
        var slot = Warm();
        Assert.NotNull(slot.TryHoldHere(Ask("a", "k1"), Noon.AddSeconds(59)));
        Assert.Null(slot.TryHoldHere(Ask("b", "k2"), Noon.AddSeconds(60)));
    }

    [Fact]
    public void What_is_confirmed_while_the_ledger_is_read_makes_the_reading_one_too_old()
    {
        var slot = Warm();
        Assert.True(slot.TryBeginReload(evenHeld: false));
        Assert.Null(slot.TryHoldHere(Ask("a", "k1"), Noon));
        Assert.True(slot.Confirm("a", [Claim("k1")]));
        Assert.False(slot.TryFinishRead(new([])));
        Assert.True(slot.TryBeginReload(evenHeld: false));
        Assert.True(slot.TryFinishRead(new([Claim("k1")])));
        Assert.Equal(HoldVerdict.Conflict, slot.TryHold(Ask("b", "k1"), Noon)!.Verdict);
    }

    [Fact]
    public void A_reading_that_cannot_catch_up_is_taken_for_holds_and_read_anew_for_a_history()
    {
        var slot = Warm();
        slot.TryBeginReload(evenHeld: false);
        slot.Forget();
        Assert.True(slot.TryFinishRead(new([]), asFarAsItGoes: true));
        Assert.Equal(HoldVerdict.Granted, slot.TryHold(Ask("a", "k1"), Noon)!.Verdict);
        slot.Release("a");
        Assert.Equal((null, false), slot.Read(Noon));
    }

    [Fact]
    public void Reading_a_history_does_not_take_a_hold_away()
    {
        var slot = Warm();
        slot.TryHoldHere(Ask("a", "k1"), Noon);
        Assert.False(slot.TryBeginReload(evenHeld: false));
        Assert.Equal((null, true), slot.Read(Noon));
        Assert.Equal(HoldVerdict.ForeignHold, slot.TryHold(Ask("b", "k1"), Noon)!.Verdict);
    }

    [Fact]
    public async Task Of_many_threads_that_want_one_key_exactly_one_gets_it()
    {
        const int Threads = 8, Keys = 2_000;
        var slot = Warm();
        using var start = new Barrier(Threads);
        var granted = await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Enumerable.Range(0, Keys).Count(key => slot.TryHoldHere(Ask($"t{thread}", $"k{key}"), Noon) is { Verdict: HoldVerdict.Granted });
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Equal(Keys, granted.Sum());
    }

    private static SubjectSlot Warm(params HeldClaim[] rows)
    {
        var slot = new SubjectSlot();
        Assert.True(slot.TryFinishRead(new(rows)));
        // A turn of the grain.
        slot.Read(Noon);
        return slot;
    }
}
