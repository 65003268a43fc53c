using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>What officers and portals may ask of one person besides the history.</summary>
public abstract class PersonContract(District district)
{
    [Fact]
    public async Task Entitlements_say_what_is_used_by_which_case_and_what_is_open()
    {
        var (person, own, other) = (district.Person(), await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        var filed = await own.FileAsync(Forms.SkillUpgrade(own, Forms.UpgradeLine(person)));
        var path = $"/workers/{WorkerOf(filed)}/entitlements";
        var shown = await district.Finance.ReadAsync(path);
        var used = Assert.Single(shown["used"]!.AsArray())!;
        Assert.Equal((filed.Number, "三(二)", "senior", "焊工", "held"), (Text(used, "caseNumber"), Text(used, "clause"), Text(used, "level"), Text(used["occupation"]!, "name"), Text(used, "status")));
        Assert.Equal(filed.Fen, Yuan.Fen(used["amount"]!));
        Assert.Equal(["technician", "seniorTechnician", null], OpenUpgrades(shown));
        Assert.Equal("gongshu-2018", Text(shown.Body, "policy"));

        var stranger = (await other.Caller.GetAsync(path)).Expect(HttpStatusCode.OK);
        Assert.Empty(stranger["used"]!.AsArray());
        Assert.Empty(stranger["open"]!.AsArray());
        var line = Forms.UpgradeLine(person, "technician");
        line["certificate"]!["number"] = person.CertificateNumber + "T";
        var second = await other.FileAsync(Forms.SkillUpgrade(other, line));
        var seen = (await other.Caller.GetAsync(path)).Expect(HttpStatusCode.OK);
        Assert.Equal([null, second.Number], seen["used"]!.AsArray().Select(entry => (string?)entry!["caseNumber"]));
        Assert.Equal(["seniorTechnician", null], OpenUpgrades(seen));

        await filed.WithdrawAsync();
        Assert.Equal(["senior", "seniorTechnician", null], OpenUpgrades(await district.Finance.ReadAsync(path)));
        (await district.Finance.Caller.GetAsync("/workers/w_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/entitlements")).Expect(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Numbers_are_shown_in_full_for_a_reason_that_the_audit_keeps()
    {
        var (person, employer) = (district.Person(), await district.RegisterAsync("employer"));
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(person)));
        var path = $"/workers/{WorkerOf(filed)}/unmask";
        var auditor = await district.StaffAsync("auditor", "unmask-auditor");
        var before = await UnmaskedAsync(auditor);
        var blank = (await auditor.Caller.PostAsync(path, Body(" ", "idNumber"))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        Assert.Equal("/reason", Text(Assert.Single(blank["errors"]!.AsArray())!, "pointer"));
        (await auditor.Caller.PostAsync(path, Body("核对"))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        (await auditor.Caller.PostAsync(path, Body("核对", "account"))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        (await employer.Caller.PostAsync(path, Body("核对", "idNumber"))).Expect(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal(before, await UnmaskedAsync(auditor));

        var key = district.Id("unmask");
        var answer = (await auditor.Caller.PostAsync(path, Body("电话核对", "idNumber", "phone"), key)).Expect(HttpStatusCode.OK);
        Assert.Equal((person.IdNumber, person.Phone, null), ((string?)answer["idNumber"], (string?)answer["phone"], (string?)answer["name"]));
        Assert.False((await auditor.Caller.PostAsync(path, Body("电话核对", "idNumber", "phone"), key)).Expect(HttpStatusCode.OK).IsReplay);
        Assert.Equal(person.Name, (string?)(await auditor.Caller.PostAsync(path, Body("核对", "name"))).Expect(HttpStatusCode.OK)["name"]);
        Assert.Equal(before + 3, await UnmaskedAsync(auditor));
        (await auditor.Caller.PostAsync("/workers/w_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/unmask", Body("核对", "name"))).Expect(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Who_is_only_on_a_filed_list_has_a_number_and_no_phone()
    {
        var (person, school) = (district.Person(), await district.RegisterAsync("trainingSchool"));
        var plan = (await school.Caller.PutAsync($"/training-plans/{district.Id("unmask")}", Forms.Plan(school, [person], "2018-05-15", "2018-05-18"))).Expect(HttpStatusCode.Created);
        var workerRef = Text(plan["trainees"]![0]!, "workerRef");
        var shown = (await district.Handler.Caller.PostAsync($"/workers/{workerRef}/unmask", Body("核对", "phone", "idNumber"))).Expect(HttpStatusCode.OK);
        Assert.Equal((person.IdNumber, null), ((string?)shown["idNumber"], (string?)shown["phone"]));
        Assert.Empty((await district.Handler.ReadAsync($"/workers/{workerRef}/entitlements"))["used"]!.AsArray());
    }

    private static async Task<int> UnmaskedAsync(Staff auditor) => (await auditor.ReadAsync("/audit?type=worker.unmasked&actor=unmask-auditor"))["items"]!.AsArray().Count;

    private static IEnumerable<string?> OpenUpgrades(Answer shown) =>
        shown["open"]!.AsArray().Where(entry => Text(entry!, "benefit") == "skillUpgrade").Select(entry => (string?)entry!["level"]);

    private static JsonObject Body(string reason, params string[] fields) =>
        new() { ["fields"] = new JsonArray([.. fields.Select(field => JsonValue.Create(field))]), ["reason"] = reason };

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

    private static string WorkerOf(Case filed) => Text(filed.Submitted["lines"]![0]!, "workerRef");
}

[Collection(SqliteTests.Name)]
public sealed class Persons_on_SQLite(SharedOnSqlite program) : PersonContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class Persons_on_PostgreSQL(SharedOnPostgreSql program) : PersonContract(program.District);
