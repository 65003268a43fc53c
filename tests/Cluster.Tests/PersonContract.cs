using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>One person under two references, and every history counted again from the cases that the API shows.</summary>
public abstract class PersonContract(District district)
{
    [Fact]
    public async Task A_handler_asks_and_a_leader_brings_two_references_together()
    {
        var (old, right) = (district.Person(), district.Person());
        var employer = await district.RegisterAsync("employer");
        await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(old)));
        await employer.FileAsync(Forms.SkillUpgrade(employer, Another(right, "technician")));
        var (alias, stays) = (await ReferenceAsync(old), await ReferenceAsync(right));
        var path = $"/workers/{alias}/merge";
        var body = new JsonObject { ["into"] = stays, ["reason"] = "身份证号码更正", ["document"] = "测试户籍证明" };

        (await district.Leader.Caller.PostAsync(path, body)).Expect(HttpStatusCode.Conflict, "illegal-transition");
        (await district.Finance.Caller.PostAsync(path, body)).Expect(HttpStatusCode.Forbidden, "forbidden");
        (await district.Handler.Caller.PostAsync($"/workers/{stays}/merge", body)).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        (await district.Leader.Caller.GetAsync(path)).Expect(HttpStatusCode.NotFound, "not-found");
        Assert.Equal("asked", (await district.Handler.Caller.PostAsync(path, body)).Expect(HttpStatusCode.OK)["status"]!.GetValue<string>());
        var asked = (await district.Leader.ReadAsync(path)).Body;
        Assert.Equal(("asked", stays, "身份证号码更正", "测试户籍证明"), (asked["status"]!.GetValue<string>(), asked["into"]!.GetValue<string>(), asked["reason"]!.GetValue<string>(), asked["document"]!.GetValue<string>()));
        Assert.Equal("done", (await district.Leader.Caller.PostAsync(path, body)).Expect(HttpStatusCode.OK)["status"]!.GetValue<string>());
        Assert.Equal("done", (await district.Leader.ReadAsync(path))["status"]!.GetValue<string>());
        (await district.Handler.Caller.PostAsync(path, body)).Expect(HttpStatusCode.Conflict, "illegal-transition");

        foreach (var reference in new[] { alias, stays })
        {
            var history = (await district.Handler.ReadAsync($"/workers/{reference}/claims")).Body;
            Assert.Equal((stays, 2, 2), (history["workerRef"]!.GetValue<string>(), history["items"]!.AsArray().Count, history["totals"]!["live"]!.GetValue<int>()));
            Assert.Equal(2, (await district.Handler.ReadAsync($"/workers/{reference}/entitlements"))["used"]!.AsArray().Count);
        }
        Assert.Equal(stays, await ReferenceAsync(old));
        var unmasked = (await district.Finance.Caller.PostAsync($"/workers/{alias}/unmask", new JsonObject { ["fields"] = new JsonArray("idNumber"), ["reason"] = "核对" })).Expect(HttpStatusCode.OK);
        Assert.Equal(right.IdNumber, unmasked["idNumber"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_one_reference_has_used_up_the_other_does_not_get_again()
    {
        var (old, right) = (district.Person(), district.Person());
        var (first, second) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        var held = await first.FileAsync(Forms.SkillUpgrade(first, Forms.UpgradeLine(old)));
        var known = await first.FileAsync(Forms.SkillUpgrade(first, Another(right, "technician")));
        await MergeAsync(old, right);

        // Under the new number with another certificate, and under the old one as well.
        Conflicts.AssertForeign(await second.SubmitAsync(Forms.SkillUpgrade(second, Forms.UpgradeLine(right))), "skillUpgrade", "submitted");
        Conflicts.AssertForeign(await second.SubmitAsync(Forms.SkillUpgrade(second, Another(old, "technician"))), "skillUpgrade", "submitted");
        await second.FileAsync(Forms.SkillUpgrade(second, Another(old, "seniorTechnician")));
        Conflicts.AssertForeign(await first.SubmitAsync(Forms.SkillUpgrade(first, Another(right, "seniorTechnician"))), "skillUpgrade", "submitted");

        // What happens to a case of before the merge is known under the reference that stays.
        await held.ApproveAsync();
        var statuses = (await district.Handler.ReadAsync($"/workers/{await ReferenceAsync(right)}/claims"))["items"]!.AsArray()
            .ToDictionary(item => item!["caseNumber"]!.GetValue<string>(), item => item!["status"]!.GetValue<string>());
        Assert.Equal(("approved", "held"), (statuses[held.Number], statuses[known.Number]));
        (await held.DoAsync(district.Leader.Caller, "decisions/1/leader/reversal", new() { ["reason"] = "更正" })).Expect(HttpStatusCode.OK);
        Conflicts.AssertForeign(await second.SubmitAsync(Forms.SkillUpgrade(second, Forms.UpgradeLine(right))), "skillUpgrade", "endorsed");
    }

    [Fact]
    public async Task Keys_that_live_under_both_references_are_listed_and_stay()
    {
        var (old, right) = (district.Person(), district.Person());
        var employer = await district.RegisterAsync("employer");
        var one = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(old)));
        var other = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(right)));
        var shared = (await MergeAsync(old, right))["sharedKeys"]!.AsArray().Select(key => key!.GetValue<string>());
        Assert.Contains($"skillUpgrade:{Forms.Occupation}:senior", shared);
        foreach (var ended in new[] { other, one })
        {
            Assert.NotEmpty(Conflicts.Of(await employer.SubmitAsync(Forms.SkillUpgrade(employer, WithNewCertificate(right))), "skillUpgrade"));
            await ended.WithdrawAsync();
        }
        await employer.FileAsync(Forms.SkillUpgrade(employer, WithNewCertificate(right)));
    }

    [Fact]
    public async Task A_correction_after_a_merge_claims_for_the_reference_that_stays()
    {
        var (old, right) = (district.Person(), district.Person());
        var employer = await district.RegisterAsync("employer");
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(old)));
        await employer.FileAsync(Forms.SkillUpgrade(employer, Another(right, "technician")));
        (await filed.DecideAsync(district.Handler, "handler", "return")).Expect(HttpStatusCode.OK);
        await MergeAsync(old, right);
        var line = Forms.UpgradeLine(right);
        line["certificate"]!["number"] = old.CertificateNumber;
        var corrected = await filed.MustAsync(employer.Caller, "resubmission", Forms.SkillUpgrade(employer, line), "submitted");
        Assert.Equal(await ReferenceAsync(right), corrected["lines"]![0]!["workerRef"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_totals_of_every_history_are_those_of_the_cases()
    {
        var (old, right, plain) = (district.Person(), district.Person(), district.Person());
        var (first, second) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        Case[] cases =
        [
            await first.FileAsync(Forms.SkillUpgrade(first, Forms.UpgradeLine(old), Another(plain, "technician", 2))),
            await second.FileAsync(Forms.SkillUpgrade(second, Another(right, "technician"))),
            await second.FileAsync(Forms.SkillUpgrade(second, Forms.UpgradeLine(plain))),
            await second.FileAsync(Forms.SkillUpgrade(second, Another(right, "seniorTechnician"))),
        ];
        await cases[0].ApproveAsync(Case.Reject(2, "post-does-not-fit"));
        await cases[2].RejectAsync();
        (await cases[3].DecideAsync(district.Handler, "handler", "return")).Expect(HttpStatusCode.OK);
        await cases[3].MustAsync(second.Caller, "resubmission", Forms.SkillUpgrade(second, Another(right, "seniorTechnician"), Another(plain, "seniorTechnician", 2)), "submitted");
        await MergeAsync(old, right);

        foreach (var (history, counts) in new (string, Func<JsonNode, bool>)[]
        {
            ($"/workers/{await ReferenceAsync(right)}/claims", line => Is(line, old) || Is(line, right)),
            ($"/workers/{await ReferenceAsync(plain)}/claims", line => Is(line, plain)),
            ($"/enterprises/{first.Uscc}/claims", line => line["applicant"]!.GetValue<string>() == first.Uscc),
            ($"/enterprises/{second.Uscc}/claims", line => line["applicant"]!.GetValue<string>() == second.Uscc),
        })
        {
            var counted = await CountAsync(cases, counts);
            var shown = (await district.Handler.ReadAsync(history)).Body;
            Assert.Equal(counted.Count(status => status is "held" or "approved" or "paid"), shown["totals"]!["live"]!.GetValue<int>());
            // A history also remembers what a correction took out, which the case as it stands no longer shows.
            var items = shown["items"]!.AsArray().Select(item => item!["status"]!.GetValue<string>()).ToList();
            Assert.Equal(counted.Where(status => status != "released").Order(StringComparer.Ordinal), items.Where(status => status != "released").Order(StringComparer.Ordinal));
            Assert.True(items.Count(status => status == "released") >= counted.Count(status => status == "released"));
        }
    }

    [Fact]
    public async Task Lines_that_claim_nothing_are_found_by_whom_they_name_with_the_reason()
    {
        var (paid, other) = (district.Person(), district.Person());
        var (first, second) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        var held = await first.FileAsync(Forms.SkillUpgrade(first, Forms.UpgradeLine(paid)));
        var form = Forms.SkillUpgrade(second, Forms.UpgradeLine(other), Forms.UpgradeLine(paid, line: 2));
        form["acceptPartial"] = true;
        var partial = await second.FileAsync(form);

        // The history knows the claim that stands; only the lines tell of the one that was left out.
        var worker = await ReferenceAsync(paid);
        Assert.Single((await district.Handler.ReadAsync($"/workers/{worker}/claims"))["items"]!.AsArray());
        var cases = (await district.Handler.ReadAsync($"/workers/{worker}/cases"))["items"]!.AsArray();
        Assert.Equal([partial.Number, held.Number], cases.Select(one => one!["caseNumber"]!.GetValue<string>()));
        var line = Assert.Single(cases[0]!["lines"]!.AsArray())!;
        var benefit = line["benefits"]![0]!;
        Assert.Equal((2, "duplicate", (string?)null), (line["line"]!.GetValue<int>(), benefit["verdict"]!.GetValue<string>(), benefit["status"]?.GetValue<string>()));
        (await second.Caller.GetAsync($"/workers/{worker}/cases")).Expect(HttpStatusCode.Forbidden, "forbidden");
        (await district.Handler.Caller.GetAsync("/workers/w_00000000000000000000000000000000/cases")).Expect(HttpStatusCode.NotFound, "not-found");
    }

    /// <summary>The statuses of the benefits of these lines, from each case as the API shows it.</summary>
    private static async Task<List<string>> CountAsync(Case[] cases, Func<JsonNode, bool> counts)
    {
        var statuses = new List<string>();
        foreach (var filed in cases)
        {
            var shown = await filed.ReadAsync();
            foreach (var line in shown["lines"]!.AsArray())
            {
                line!["applicant"] = shown["applicant"]!["uscc"]!.GetValue<string>();
                if (counts(line)) statuses.AddRange(line["benefits"]!.AsArray().Select(benefit => benefit!["status"]!.GetValue<string>()));
            }
        }
        return statuses;
    }

    private static bool Is(JsonNode line, SamplePerson person) => line["name"]!.GetValue<string>() == person.Name && line["maskedId"]!.GetValue<string>()[^4..] == person.IdNumber[^4..];

    private JsonObject WithNewCertificate(SamplePerson person) => Another(person, "senior");

    /// <summary>With a certificate that nobody has seen.</summary>
    private JsonObject Another(SamplePerson person, string level, int number = 1)
    {
        var line = Forms.UpgradeLine(person, level, number);
        line["certificate"]!["number"] = district.Id("ZS");
        return line;
    }

    private async Task<Answer> MergeAsync(SamplePerson old, SamplePerson right)
    {
        var path = $"/workers/{await ReferenceAsync(old)}/merge";
        var body = new JsonObject { ["into"] = await ReferenceAsync(right), ["reason"] = "身份证号码更正", ["document"] = "测试户籍证明" };
        (await district.Handler.Caller.PostAsync(path, body)).Expect(HttpStatusCode.OK);
        return (await district.Leader.Caller.PostAsync(path, body)).Expect(HttpStatusCode.OK);
    }

    private async Task<string> ReferenceAsync(SamplePerson person) =>
        (await district.Handler.Caller.PostAsync("/workers/lookup", new JsonObject { ["idNumber"] = person.IdNumber })).Expect(HttpStatusCode.OK)["workerRef"]!.GetValue<string>();
}

[Collection(SqliteTests.Name)]
public sealed class Person_on_SQLite(SharedOnSqlite program) : PersonContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class Person_on_PostgreSQL(SharedOnPostgreSql program) : PersonContract(program.District);
