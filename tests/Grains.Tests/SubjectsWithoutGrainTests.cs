using System.Reflection;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Policy;
using Orleans.Runtime;
using static Gongshu.Grains.Tests.SubjectSamples;

namespace Gongshu.Grains.Tests;

/// <summary>What a silo keeps for subjects whose grain nobody called yet, and when it may.</summary>
public sealed class SubjectsWithoutGrainTests
{
    [Fact]
    public void Only_a_silo_that_is_alone_answers_for_a_subject_that_is_active_nowhere()
    {
        var slots = new SubjectSlots();
        Assert.Null(slots.FindOrAdd(Subject(1)));
        slots.IsAlone = true;
        var slot = slots.FindOrAdd(Subject(1))!;
        Assert.Same(slot, slots.Find(Subject(1)));
        Assert.False(slot.IsOwned);
        slots.IsAlone = false;
        Assert.Null(slots.Find(Subject(1)));
    }

    [Fact]
    public void A_cold_subject_grants_only_on_what_was_read_of_the_ledger()
    {
        var slot = new SubjectSlot(isOwned: false);
        Assert.Null(slot.TryHoldHere(Ask("a", "k1"), Noon));
        Assert.True(slot.TryBeginReadHere(Noon));
        Assert.Null(slot.TryHoldHere(Ask("a", "k1", "k2"), Noon, new([Claim("k1")])));
        Assert.Equal(HoldVerdict.Granted, slot.TryHoldHere(Ask("a", "k2"), Noon)!.Verdict);
        Assert.False(slot.TryBeginReadHere(Noon));
    }

    [Fact]
    public void Of_two_that_read_at_once_the_second_finds_the_first_ones_hold()
    {
        var slot = new SubjectSlot(isOwned: false);
        Assert.True(slot.TryBeginReadHere(Noon) && slot.TryBeginReadHere(Noon));
        Assert.Equal(HoldVerdict.Granted, slot.TryHoldHere(Ask("a", "k1"), Noon, new([]))!.Verdict);
        Assert.Null(slot.TryHoldHere(Ask("b", "k1"), Noon, new([])));
    }

    [Fact]
    public void What_the_subject_was_told_while_the_ledger_was_read_makes_the_reading_too_old()
    {
        var slots = new SubjectSlots { IsAlone = true };
        var slot = slots.FindOrAdd(Subject(1))!;
        slot.TryBeginReadHere(Noon);
        slots.Adopt(Subject(1)).Forget();
        slot.TryHold(Ask("x"), Noon);
        Assert.Null(slot.TryHoldHere(Ask("a", "k1"), Noon, new([])));
    }

    [Fact]
    public void The_grain_that_is_called_goes_on_with_what_is_held()
    {
        var slots = new SubjectSlots { IsAlone = true };
        var slot = slots.FindOrAdd(Subject(1))!;
        slot.TryBeginReadHere(Noon);
        slot.TryHoldHere(Ask("a", "k1"), Noon, new([Claim("k2")]));
        var grains = slots.Adopt(Subject(1));
        Assert.Equal(HoldVerdict.ForeignHold, grains.TryHold(Ask("b", "k1"), Noon)!.Verdict);
        Assert.Equal(HoldVerdict.Conflict, grains.TryHold(Ask("b", "k2"), Noon)!.Verdict);
        Assert.True(slots.Find(Subject(1))!.Confirm("a", [Claim("k1")]));
        Assert.Equal(HoldVerdict.Conflict, grains.TryHold(Ask("b", "k1"), Noon)!.Verdict);
    }

    [Fact]
    public void The_latest_are_kept_and_those_that_somebody_holds()
    {
        var slots = new SubjectSlots(mostWithoutGrain: 10) { IsAlone = true };
        slots.FindOrAdd(Subject(0))!.TryBeginReadHere(Noon);
        slots.Find(Subject(0))!.TryHoldHere(Ask("a", "k1"), Noon, new([]));
        slots.FindOrAdd(Subject(1));
        slots.Adopt(Subject(1));
        for (var i = 2; i < 40; i++) slots.FindOrAdd(Subject(i));
        int[] kept = [.. Enumerable.Range(0, 40).Where(i => slots.Find(Subject(i)) is not null)];
        Assert.Equal([0, 1, .. Enumerable.Range(31, 9)], kept);

        slots.IsAlone = false;
        slots.IsAlone = true;
        Assert.Equal([0, 1], Enumerable.Range(0, 40).Where(i => slots.Find(Subject(i)) is not null));
    }

    [Fact]
    public void A_slot_that_was_dropped_answers_nobody_and_the_grain_gets_another()
    {
        var slots = new SubjectSlots { IsAlone = true };
        var slot = slots.FindOrAdd(Subject(1))!;
        slot.TryBeginReadHere(Noon);
        Assert.True(slot.TryDrop());
        Assert.Null(slot.TryHoldHere(Ask("a", "k1"), Noon, new([])));
        Assert.NotSame(slot, slots.Adopt(Subject(1)));
    }

    [Fact]
    public void What_nobody_asked_for_in_ten_minutes_is_read_anew()
    {
        var slot = new SubjectSlot(isOwned: false);
        slot.TryBeginReadHere(Noon);
        slot.TryHoldHere(Ask("a", "k1"), Noon, new([]));
        Assert.False(slot.TryBeginReadHere(Noon.AddMinutes(10)));
        slot.Release("a");
        Assert.NotNull(slot.TryHoldHere(Ask("b", "k1"), Noon.AddMinutes(10).AddTicks(-1)));
        slot.Release("b");
        Assert.Null(slot.TryHoldHere(Ask("b", "k1"), Noon.AddMinutes(10)));
        Assert.True(slot.TryBeginReadHere(Noon.AddMinutes(10)));
    }

    [Fact]
    public void A_silo_that_is_in_doubt_believes_what_it_read_for_holds_and_reads_anew_for_a_history()
    {
        var slots = new SubjectSlots { DoubtfulUntil = Noon.AddMinutes(2) };
        var slot = slots.Adopt(Subject(1));
        Assert.True(slot.TryFinishRead(slots.MemoryOf([Claim("k1")], Noon)));
        Assert.Equal(HoldVerdict.Conflict, slot.TryHold(Ask("a", "k1"), Noon)!.Verdict);
        Assert.Equal((null, false), slot.Read(Noon));
        slot.TryBeginReload(evenHeld: false);
        Assert.True(slot.TryFinishRead(slots.MemoryOf([Claim("k1")], Noon.AddMinutes(2))));
        Assert.NotNull(slot.Read(Noon.AddMinutes(2)).Rows);
    }

    /// <summary>Another silo may have committed without telling, for as long as it did not know of this one.</summary>
    [Theory]
    [InlineData(SiloStatus.Joining, false)]
    [InlineData(SiloStatus.Active, false)]
    [InlineData(SiloStatus.ShuttingDown, false)]
    [InlineData(SiloStatus.Dead, true)]
    public async Task Another_silo_ends_being_alone_from_its_joining_until_it_is_dead(SiloStatus other, bool alone)
    {
        var (slots, time) = (new SubjectSlots { DoubtfulUntil = DateTimeOffset.MaxValue }, new SubmissionTime());
        var oracle = DispatchProxy.Create<ISiloStatusOracle, Silos>();
        var silos = (Silos)oracle;
        silos.Other = other;
        var only = new OnlySilo(oracle, slots, time);
        await only.Begin(CancellationToken.None);
        Assert.Equal(alone, slots.IsAlone);
        Assert.Equal(alone, slots.DoubtfulUntil < time.GetUtcNow());

        silos.Other = SiloStatus.Joining;
        only.SiloStatusChangeNotification(Silos.Address(2), SiloStatus.Joining);
        Assert.False(slots.IsAlone);
        Assert.Equal(alone, slots.DoubtfulUntil < time.GetUtcNow());
    }

    /// <summary>This silo and another, as the table of members has them.</summary>
    public class Silos : DispatchProxy
    {
        internal SiloStatus Other { get; set; }

        internal static SiloAddress Address(int port) => SiloAddress.New(System.Net.IPAddress.Loopback, port, 1);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            "get_SiloAddress" => Address(1),
            "GetApproximateSiloStatuses" => new Dictionary<SiloAddress, SiloStatus> { [Address(1)] = SiloStatus.Active, [Address(2)] = Other },
            "SubscribeToSiloStatusEvents" => true,
            var name => throw new NotSupportedException(name),
        };
    }

    private static SubjectId Subject(int i) => SubjectId.Worker($"w_{i}");
}
