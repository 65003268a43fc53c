using System.Net;
using Gongshu.Testing;

namespace Gongshu.Cluster.Tests;

/// <summary>What an outsider can hold the operator to: a file that was in the tree yesterday is in it today, as it was.</summary>
public abstract class TransparencyContract(District district)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_file_that_somebody_rewrote_is_named_by_who_kept_what_he_was_given_the_day_before()
    {
        var (flipped, cut, rehashed, honest) = (await ApprovedAsync(), await ApprovedAsync(), await ApprovedAsync(), await ApprovedAsync());
        Case[] cases = [flipped, cut, rehashed, honest];
        Case[] touched = [flipped, cut, rehashed];
        using var outsider = new Outsider(district, (await district.StaffAsync("auditor", "auditor")).Caller);
        await outsider.KeepAsync("yesterday", null, cases);
        foreach (var @case in cases) AssertHolds(await outsider.ProofAsync("yesterday", @case, receipt: @case.Submitted["receipt"]!.GetValue<string>()));
        AssertHolds(await outsider.CheckpointAsync("yesterday"));

        // More happens; nothing is wrong.
        await ApprovedAsync();
        await outsider.KeepAsync("honest day", "yesterday", cases);
        Assert.True(outsider.Size("honest day") > outsider.Size("yesterday"));
        foreach (var @case in cases) AssertHolds(await outsider.ProofAsync("honest day", @case, "yesterday"));
        AssertHolds(await outsider.HeadAsync("honest day", "yesterday"));
        AssertHolds(await outsider.CheckpointAsync("honest day", "yesterday"));
        AssertHolds(await outsider.CheckpointAsync("honest day", "yesterday", kept: "head"));

        var forger = new Forger(district);
        await forger.FlipAsync(flipped.Number, 2);
        await forger.CutAsync(cut.Number, last: 4);
        await forger.CutAsync(rehashed.Number, last: 4);
        await forger.RehashAsync(rehashed.Number, last: 3, "somebody-else");

        // The tree was left as it is: today's proofs alone tell, and with yesterday's head alone the checkpoint names each.
        await outsider.KeepAsync("touched", "yesterday", cases);
        foreach (var @case in touched) AssertNames(await outsider.ProofAsync("touched", @case), @case);
        AssertHolds(await outsider.ProofAsync("touched", honest, "yesterday"));
        AssertNames(await outsider.CheckpointAsync("touched", "yesterday", kept: "head"), touched);

        // So does the program's own verify, which has the tree beside the events.
        var verified = await Verified.RunAsync(district.Store);
        Assert.Contains(verified.Findings, finding => finding is ("I5", _, _) && finding.Place == $"{flipped.Number}, event 2");
        Assert.Contains(verified.Findings, finding => finding is ("I5", _, _) && finding.Place == $"{cut.Number}, event 4");
        Assert.Contains(verified.Findings, finding => finding is ("I5", _, _) && finding.Place == $"{rehashed.Number}, event 3");

        // The operator has the whole tree built and signed anew. What was cut and hashed anew holds by itself now ...
        await forger.RebuildTreeAsync();
        await outsider.KeepAsync("rebuilt", "yesterday", cases);
        AssertHolds(await outsider.ProofAsync("rebuilt", cut));
        AssertHolds(await outsider.ProofAsync("rebuilt", rehashed));
        // ... but not beside what was kept the day before.
        foreach (var @case in touched) AssertNames(await outsider.ProofAsync("rebuilt", @case, "yesterday"), @case);
        AssertNames(await outsider.CheckpointAsync("rebuilt", "yesterday"), touched);
        Assert.Equal(1, (await outsider.HeadAsync("rebuilt", "yesterday")).Code);
        Assert.DoesNotContain(honest.Number + ":", (await outsider.ProofAsync("rebuilt", honest, "yesterday")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_is_for_who_may_read_the_case_and_heads_are_for_anyone()
    {
        var @case = await ApprovedAsync();
        var stranger = await district.RegisterAsync("employer");
        var anybody = new Caller(district.Server.Client);
        var path = $"/transparency/inclusion?caseNumber={@case.Number}";
        (await anybody.GetAsync(path)).Expect(HttpStatusCode.Unauthorized);
        (await stranger.Caller.GetAsync(path)).Expect(HttpStatusCode.NotFound, "not-found");
        var proof = (await @case.Applicant.Caller.GetAsync(path)).Expect(HttpStatusCode.OK);
        Assert.Equal(["case.submitted", "case.decided", "case.decided", "case.approved"], proof["leaves"]!.AsArray().Select(leaf => leaf!["type"]!.GetValue<string>()));
        Assert.Equal(@case.Submitted["receipt"]!.GetValue<string>(), proof["leaves"]![0]!["contentHash"]!.GetValue<string>());

        var head = (await anybody.GetAsync("/transparency/tree-head")).Expect(HttpStatusCode.OK);
        var size = head["treeSize"]!.GetValue<long>();
        Assert.Empty((await anybody.GetAsync($"/transparency/consistency?first={size}&second={size}")).Expect(HttpStatusCode.OK)["proof"]!.AsArray());
        (await anybody.GetAsync($"/transparency/consistency?first={size}&second={size + 1_000_000}")).Expect(HttpStatusCode.UnprocessableEntity, "unknown-tree-size");
        (await anybody.GetAsync("/transparency/consistency?first=2&second=1")).Expect(HttpStatusCode.UnprocessableEntity, "unknown-tree-size");
        (await anybody.GetAsync("/transparency/consistency?first=-1")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        (await district.Handler.Caller.GetAsync("/transparency/inclusion?caseNumber=GS-2018Q1-999999")).Expect(HttpStatusCode.NotFound, "not-found");
        (await district.Handler.Caller.GetAsync("/transparency/inclusion")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        (await district.Handler.Caller.GetAsync("/transparency/checkpoint")).Expect(HttpStatusCode.Forbidden, "forbidden");
        (await @case.Applicant.Caller.GetAsync("/transparency/checkpoint")).Expect(HttpStatusCode.Forbidden, "forbidden");
    }

    /// <summary>A case whose events are all in the tree: a writer that still runs, of whatever database of the server, holds the tree back for a while.</summary>
    private async Task<Case> ApprovedAsync()
    {
        var employer = await district.RegisterAsync("employer");
        var approved = await (await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person())))).ApproveAsync();
        await Poll.UntilAsync(
            async () => (await employer.Caller.GetAsync($"/transparency/inclusion?caseNumber={approved.Number}")).Code != "proof-not-ready", Bound, $"the proof of {approved.Number}");
        return approved;
    }

    private static void AssertHolds(Ended ended) => Assert.True(ended.Code == 0, ended.Output + ended.Errors);

    private static void AssertNames(Ended ended, params Case[] cases)
    {
        Assert.True(ended.Code == 1, ended.Output + ended.Errors);
        Assert.All(cases, @case => Assert.Contains(@case.Number + ": event ", ended.Output, StringComparison.Ordinal));
    }
}

/// <summary>Ends with a store that the test forged on purpose; what verify has to say of it, the test asks.</summary>
public sealed class ForgedOnSqlite : OnSqlite
{
    private protected override void AssertSound(Verified verified) => Assert.InRange(verified.Code, 0, 1);
}

/// <summary>The same on a real server.</summary>
public sealed class ForgedOnPostgreSql : OnPostgreSql
{
    private protected override void AssertSound(Verified verified) => Assert.InRange(verified.Code, 0, 1);
}

public sealed class Transparency_on_SQLite(ForgedOnSqlite program) : TransparencyContract(program.District), IClassFixture<ForgedOnSqlite>;

public sealed class Transparency_on_PostgreSQL(ForgedOnPostgreSql program) : TransparencyContract(program.District), IClassFixture<ForgedOnPostgreSql>;
