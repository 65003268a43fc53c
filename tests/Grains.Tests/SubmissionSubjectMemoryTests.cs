using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Policy;

namespace Gongshu.Grains.Tests;

/// <summary>What a subject says to holds, from memory alone.</summary>
public sealed class SubmissionSubjectMemoryTests
{
    private static readonly DateTimeOffset Noon = new(2018, 3, 5, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Later = Noon.AddSeconds(45);
    private static readonly CaseNumber First = CaseNumber.Parse("GS-2018Q1-000001");
    private static readonly CaseNumber Second = CaseNumber.Parse("GS-2018Q1-000002");

    [Fact]
    public void Grants_free_keys_and_grants_them_to_the_same_holder_again()
    {
        var memory = new SubjectMemory([]);
        Assert.Equal(HoldVerdict.Granted, memory.TryHold("a", ["k1", "k2"], Later).Verdict);
        Assert.Equal(HoldVerdict.Granted, memory.TryHold("a", ["k1", "k2"], Later).Verdict);
        Assert.True(memory.HasHolds);
    }

    [Fact]
    public void Grants_all_keys_or_none()
    {
        var memory = new SubjectMemory([]);
        memory.TryHold("a", ["k2"], Later);
        Assert.Equal(HoldVerdict.ForeignHold, memory.TryHold("b", ["k1", "k2", "k3"], Later).Verdict);
        // Had b been given k1 or k3, c would meet a foreign hold.
        Assert.Equal(HoldVerdict.Granted, memory.TryHold("c", ["k1", "k3"], Later).Verdict);
    }

    [Fact]
    public void Anothers_hold_is_no_conflict_and_names_nobody()
    {
        var memory = new SubjectMemory([]);
        memory.TryHold("a", ["k1"], Later);
        var answer = memory.TryHold("b", ["k1"], Later);
        Assert.Equal(HoldVerdict.ForeignHold, answer.Verdict);
        Assert.Empty(answer.Conflicts);
    }

    [Fact]
    public void Only_committed_live_claims_conflict_and_all_of_them_are_named()
    {
        var memory = new SubjectMemory([Claim(First, "k1"), Claim(First, "k2"), Claim(First, "k3", ClaimStatus.Released)]);
        memory.TryHold("a", ["k4"], Later);
        var answer = memory.TryHold("b", ["k1", "k2", "k3", "k4"], Later);
        Assert.Equal(HoldVerdict.Conflict, answer.Verdict);
        Assert.Equal(["k1", "k2"], answer.Conflicts.Select(claim => claim.Key));
        Assert.Equal(HoldVerdict.Granted, memory.TryHold("b", ["k3"], Later).Verdict);
    }

    [Fact]
    public void Confirming_twice_remembers_once_and_ends_the_hold()
    {
        var memory = new SubjectMemory([]);
        memory.TryHold("a", ["k1"], Later);
        memory.Confirm("a", [Claim(First, "k1")]);
        memory.Confirm("a", [Claim(First, "k1")]);
        Assert.Single(memory.Rows);
        Assert.False(memory.HasHolds);
        Assert.Equal(First, Assert.Single(memory.TryHold("b", ["k1"], Later).Conflicts).Case);
    }

    [Fact]
    public void A_confirmation_after_a_reload_that_brought_the_claim_adds_nothing()
    {
        var memory = new SubjectMemory([Claim(First, "k1")]);
        memory.Confirm("a", [Claim(First, "k1")]);
        Assert.Single(memory.Rows);
    }

    [Fact]
    public void A_late_release_of_an_earlier_attempt_frees_nothing_of_the_next()
    {
        var memory = new SubjectMemory([]);
        memory.TryHold("op.1", ["k1"], Later);
        memory.Release("op.1");
        memory.TryHold("op.2", ["k1"], Later);
        memory.Release("op.1");
        Assert.Equal(HoldVerdict.ForeignHold, memory.TryHold("b", ["k1"], Later).Verdict);
    }

    [Fact]
    public void A_release_frees_every_key_of_its_holder_and_no_other()
    {
        var memory = new SubjectMemory([]);
        memory.TryHold("a", ["k1", "k2"], Later);
        memory.TryHold("b", ["k3"], Later);
        memory.Release("a");
        Assert.Equal(HoldVerdict.Granted, memory.TryHold("c", ["k1", "k2"], Later).Verdict);
        Assert.Equal(HoldVerdict.ForeignHold, memory.TryHold("c", ["k3"], Later).Verdict);
    }

    [Fact]
    public void A_late_release_does_not_undo_a_confirmation()
    {
        var memory = new SubjectMemory([]);
        memory.TryHold("a", ["k1"], Later);
        memory.Confirm("a", [Claim(First, "k1")]);
        memory.Release("a");
        Assert.Equal(HoldVerdict.Conflict, memory.TryHold("b", ["k1"], Later).Verdict);
    }

    [Fact]
    public void A_hold_is_overdue_from_its_deadline_on()
    {
        var memory = new SubjectMemory([]);
        memory.TryHold("a", ["k1"], Later);
        Assert.False(memory.HasOverdueHold(Later.AddTicks(-1)));
        Assert.True(memory.HasOverdueHold(Later));
        memory.Release("a");
        Assert.False(memory.HasOverdueHold(Later));
    }

    [Fact]
    public void A_released_claim_frees_its_key_and_a_repeated_move_changes_nothing()
    {
        var memory = new SubjectMemory([Claim(First, "k1"), Claim(First, "k2")]);
        var move = new ClaimMove(First, 1, Benefit.SkillUpgrade, ClaimStatus.Held, ClaimStatus.Released, false, Noon);
        memory.Apply(move);
        memory.Apply(move);
        Assert.Equal(HoldVerdict.Granted, memory.TryHold("b", ["k1", "k2"], Later).Verdict);
        Assert.All(memory.Rows, row => Assert.Equal((ClaimStatus.Released, false), (row.Status, row.Live)));
    }

    [Fact]
    public void A_late_release_of_an_old_claim_leaves_its_successor_on_the_key()
    {
        var memory = new SubjectMemory([Claim(First, "k1", ClaimStatus.Released), Claim(Second, "k1")]);
        memory.Apply(new ClaimMove(First, 1, Benefit.SkillUpgrade, ClaimStatus.Held, ClaimStatus.Released, false, Noon));
        Assert.Equal(Second, Assert.Single(memory.TryHold("b", ["k1"], Later).Conflicts).Case);
    }

    [Fact]
    public void A_move_touches_only_the_rows_that_stand_where_it_starts()
    {
        var memory = new SubjectMemory([Claim(First, "k1", ClaimStatus.Released), Claim(First, "k2"), Claim(First, "k3", ClaimStatus.Paid)]);
        memory.Apply(new ClaimMove(First, 1, Benefit.SkillUpgrade, ClaimStatus.Held, ClaimStatus.Approved, true, Noon));
        Assert.Equal([ClaimStatus.Released, ClaimStatus.Approved, ClaimStatus.Paid], memory.Rows.Select(row => row.Status));
        Assert.Equal(HoldVerdict.Granted, memory.TryHold("a", ["k1"], Later).Verdict);
        Assert.Equal(["k2", "k3"], memory.TryHold("b", ["k2", "k3"], Later).Conflicts.Select(claim => claim.Key));
    }

    [Fact]
    public void A_case_that_is_corrected_may_hold_its_own_keys_again_and_no_others()
    {
        var memory = new SubjectMemory([Claim(First, "k1"), Claim(Second, "k2")]);
        Assert.Equal(HoldVerdict.Granted, memory.TryHold("a", ["k1", "k3"], Later, First).Verdict);
        Assert.Equal(Second, Assert.Single(memory.TryHold("a", ["k1", "k2"], Later, First).Conflicts).Case);
        Assert.Equal(First, Assert.Single(memory.TryHold("b", ["k1"], Later).Conflicts).Case);
        Assert.Equal(HoldVerdict.ForeignHold, memory.TryHold("c", ["k3"], Later).Verdict);
    }

    [Fact]
    public void A_release_leaves_the_row_of_another_line_of_the_case_on_the_key()
    {
        var memory = new SubjectMemory([Claim(First, "k1"), Claim(First, "k1") with { Line = 2 }]);
        memory.Apply(new ClaimMove(First, 1, Benefit.SkillUpgrade, ClaimStatus.Held, ClaimStatus.Released, false, Noon));
        Assert.Equal(2, Assert.Single(memory.TryHold("b", ["k1"], Later).Conflicts).Line);
    }

    [Fact]
    public void Only_the_holder_that_corrects_a_case_makes_its_confirmation_a_reason_to_read_again()
    {
        var memory = new SubjectMemory([Claim(First, "k1")]);
        memory.TryHold("a", ["k1"], Later, First);
        memory.TryHold("b", ["k2"], Later);
        Assert.True(memory.IsCorrection("a"));
        Assert.False(memory.IsCorrection("b"));
        memory.Release("a");
        Assert.False(memory.IsCorrection("a"));
    }

    [Fact]
    public void Among_many_claims_each_is_found_by_its_key_and_those_released_are_not()
    {
        const int many = 1_000;
        var memory = new SubjectMemory(Enumerable.Range(0, many).Select(i => Claim(First, $"k{i}") with { Line = i + 1 }));
        memory.Apply(new ClaimMove(First, 8, Benefit.SkillUpgrade, ClaimStatus.Held, ClaimStatus.Released, false, Noon));
        memory.Confirm("a", [Claim(Second, "k1000")]);
        string[] free = [.. Enumerable.Range(0, many + 2).Select(i => $"k{i}").Where(key => memory.TryHold("b", [key], Later).Verdict == HoldVerdict.Granted)];
        Assert.Equal(["k7", "k1001"], free);
    }

    [Fact]
    public void Who_reads_the_rows_sees_them_as_they_were_while_others_move_and_add_some()
    {
        var memory = new SubjectMemory([Claim(First, "k1"), Claim(First, "k2") with { Line = 2 }]);
        var rows = memory.Rows;
        memory.Apply(new ClaimMove(First, 1, Benefit.SkillUpgrade, ClaimStatus.Held, ClaimStatus.Released, false, Noon));
        memory.Confirm("a", [Claim(Second, "k1")]);
        Assert.Equal([(ClaimStatus.Held, true), (ClaimStatus.Held, true)], rows.Select(row => (row.Status, row.Live)));
        Assert.Equal([ClaimStatus.Released, ClaimStatus.Held, ClaimStatus.Held], memory.Rows.Select(row => row.Status));
    }

    private static HeldClaim Claim(CaseNumber number, string key, ClaimStatus status = ClaimStatus.Held) => SubjectSamples.Claim(
        ClaimRows.CaseOf(number, new("91330105T0000000A1", "测试"), Programme.SkillUpgrade, "gongshu-2018", Noon), 1, key, status, status != ClaimStatus.Released);
}
