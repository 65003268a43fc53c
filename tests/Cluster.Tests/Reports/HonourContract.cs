using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>The model units of a year: once each, by a leader, for everybody to read, and with an entry in the audit. Each test has a year of its own.</summary>
public abstract class HonourContract(District district)
{
    [Fact]
    public async Task A_leader_honours_an_enterprise_once_a_year_changes_its_entry_and_takes_it_off()
    {
        var (enterprise, portal) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        var path = $"/honours/2018/enterprises/{enterprise.Uscc}";
        var (changes, removals) = (await AuditedAsync("honour.changed"), await AuditedAsync("honour.takenOff"));
        (await district.Handler.Caller.PutAsync(path, Honour("甲"))).Expect(HttpStatusCode.Forbidden, "forbidden");
        (await portal.Caller.PutAsync(path, Honour("甲"))).Expect(HttpStatusCode.Forbidden, "forbidden");
        var created = (await district.Leader.Caller.PutAsync(path, Honour("甲"))).Expect(HttpStatusCode.Created);
        Assert.Equal($"/api/v1{path}", created.Headers.Location!.ToString());
        Assert.Equal(("\"1\"", "三(七)", "honour:2018", "2018-03-20", enterprise.Organisation.Name), (
            created.Headers.ETag!.Tag, Text(created, "clause"), Text(created, "entitlementKey"), Text(created, "honouredOn"), created["enterprise"]!["name"]!.GetValue<string>()));

        (await district.Leader.Caller.PutAsync(path, Honour("乙"), ifMatch: 7)).Expect(HttpStatusCode.PreconditionFailed, "stale-version");
        var changed = (await district.Leader.Caller.PutAsync(path, Honour("乙"), ifMatch: 1)).Expect(HttpStatusCode.OK);
        Assert.Equal(("乙", 2), (Text(changed, "grounds"), changed["version"]!.GetValue<int>()));
        var listed = (await portal.Caller.GetAsync("/honours/2018")).Expect(HttpStatusCode.OK);
        Assert.Equal(changed.Body.ToJsonString(), Assert.Single(listed["items"]!.AsArray())!.ToJsonString());
        Assert.Equal(changed.Text, (await portal.Caller.GetAsync(path)).Expect(HttpStatusCode.OK).Text);

        (await district.Handler.Caller.DeleteAsync(path)).Expect(HttpStatusCode.Forbidden, "forbidden");
        (await district.Leader.Caller.DeleteAsync(path, ifMatch: 1)).Expect(HttpStatusCode.PreconditionFailed, "stale-version");
        (await district.Leader.Caller.DeleteAsync(path, ifMatch: 2)).Expect(HttpStatusCode.OK);
        (await district.Leader.Caller.DeleteAsync(path)).Expect(HttpStatusCode.NotFound, "not-found");
        (await portal.Caller.GetAsync(path)).Expect(HttpStatusCode.NotFound);
        Assert.Empty((await portal.Caller.GetAsync("/honours/2018"))["items"]!.AsArray());
        // A version is never used twice: who saw the first entry does not change the second one unseen.
        var again = (await district.Leader.Caller.PutAsync(path, Honour("丙"))).Expect(HttpStatusCode.Created);
        Assert.Equal(4, again["version"]!.GetValue<int>());

        Assert.Equal((changes + 3, removals + 1), (await AuditedAsync("honour.changed"), await AuditedAsync("honour.takenOff")));
        Assert.Empty((await district.Handler.ReadAsync($"/enterprises/{enterprise.Uscc}/claims"))["items"]!.AsArray());
    }

    [Fact]
    public async Task The_list_is_paged_newest_first()
    {
        var honoured = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var enterprise = await district.RegisterAsync("employer");
            (await district.Leader.Caller.PutAsync($"/honours/2019/enterprises/{enterprise.Uscc}", Honour("甲"))).Expect(HttpStatusCode.Created);
            honoured.Insert(0, enterprise.Uscc);
        }
        (await district.Leader.Caller.PutAsync($"/honours/2019/enterprises/{honoured[3]}", Honour("乙"))).Expect(HttpStatusCode.OK);
        var shown = new List<string>();
        string? cursor = null;
        do
        {
            var page = await district.Handler.ReadAsync($"/honours/2019?limit=2{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            shown.AddRange(page["items"]!.AsArray().Select(item => item!["enterprise"]!["uscc"]!.GetValue<string>()));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);
        Assert.Equal(honoured, shown);
        var other = (await district.Handler.ReadAsync("/honours/2019?limit=2"))["nextCursor"]!.GetValue<string>();
        (await district.Handler.Caller.GetAsync($"/honours/2018?cursor={Uri.EscapeDataString(other)}")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
    }

    [Fact]
    public async Task What_is_not_there_or_has_no_form_is_told()
    {
        var known = (await district.RegisterAsync("employer")).Uscc;
        var leader = district.Leader.Caller;
        (await leader.PutAsync($"/honours/2020/enterprises/{(await district.UnregisteredAsync()).Uscc}", Honour("甲"))).Expect(HttpStatusCode.NotFound, "not-found");
        (await leader.PutAsync($"/honours/2017/enterprises/{known}", Honour("甲"))).Expect(HttpStatusCode.NotFound, "not-found");
        (await leader.PutAsync("/honours/2020/enterprises/1234", Honour("甲"))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        (await leader.PutAsync($"/honours/20/enterprises/{known}", Honour("甲"))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        (await leader.PutAsync($"/honours/2020/enterprises/{known}", new JsonObject { ["grounds"] = " ", ["document"] = new JsonObject { ["title"] = "x" } })).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        (await leader.PutAsync($"/honours/2020/enterprises/{known}", new JsonObject { ["money"] = 1 })).Expect(HttpStatusCode.BadRequest, "malformed-request");
        foreach (var path in new[] { "/honours/20", "/honours/x", "/honours/20/shortlist", "/honours/2020/enterprises/1234", $"/honours/2020/enterprises/{known}" })
            (await leader.GetAsync(path)).Expect(HttpStatusCode.NotFound, "not-found");
        (await leader.GetAsync("/honours/2020?limit=0")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        (await leader.GetAsync("/honours/2020/shortlist?cursor=x")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        Assert.Empty((await district.Handler.ReadAsync("/honours/2020"))["items"]!.AsArray());
        Assert.Empty((await district.Handler.ReadAsync("/honours/2017/shortlist"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Inputs_of_a_year_are_versioned_and_audited()
    {
        var admin = await district.StaffAsync("admin", "admin");
        const string Path = "/reports/annual/2021/inputs";
        var changes = await AuditedAsync("report.inputsChanged");
        (await admin.Caller.GetAsync(Path)).Expect(HttpStatusCode.NotFound, "not-found");
        (await district.Handler.Caller.PutAsync(Path, Inputs(10, 3))).Expect(HttpStatusCode.Forbidden, "forbidden");
        var created = (await admin.Caller.PutAsync(Path, Inputs(10, 3))).Expect(HttpStatusCode.Created);
        Assert.Equal(($"/api/v1{Path}", "\"1\""), (created.Headers.Location!.ToString(), created.Headers.ETag!.Tag));
        (await admin.Caller.PutAsync(Path, Inputs(10, 4), ifMatch: 2)).Expect(HttpStatusCode.PreconditionFailed, "stale-version");
        var changed = (await district.Leader.Caller.PutAsync(Path, Inputs(10, 4), ifMatch: 1)).Expect(HttpStatusCode.OK);
        Assert.Equal(changed.Text, (await district.Finance.Caller.GetAsync(Path)).Expect(HttpStatusCode.OK).Text);
        Assert.Equal(changes + 2, await AuditedAsync("report.inputsChanged"));
        // Nothing else is known of that year, and that is enough for a report.
        var share = (await district.Finance.ReadAsync("/reports/annual/2021"))["targets"]!.AsArray().Single(target => target!["target"]!.GetValue<string>() == "highSkilledShare")!;
        Assert.Equal(("40", true), (share["actual"]!.ToJsonString().Replace(".00", "", StringComparison.Ordinal), share["met"]!.GetValue<bool>()));

        foreach (var (skilled, high) in new[] { (0, 0), (10, 11), (-1, 0), (10, -1) })
            (await admin.Caller.PutAsync(Path, Inputs(skilled, high))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        (await admin.Caller.PutAsync("/reports/annual/2017/inputs", Inputs(10, 3))).Expect(HttpStatusCode.NotFound, "report-without-data");
        (await admin.Caller.PutAsync("/reports/annual/17/inputs", Inputs(10, 3))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        Assert.Equal(changed.Text, (await admin.Caller.GetAsync(Path)).Text);
    }

    private async Task<int> AuditedAsync(string type) => (await district.Leader.ReadAsync($"/audit?type={type}&limit=200"))["items"]!.AsArray().Count;

    private static string Text(Answer answer, string member) => answer[member]!.GetValue<string>();

    private static JsonObject Honour(string grounds) => new() { ["grounds"] = grounds, ["document"] = new JsonObject { ["title"] = "测试通知", ["number"] = "测人社〔2019〕1号" } };

    private static JsonObject Inputs(int skilled, int highSkilled) => new() { ["skilledWorkers"] = skilled, ["highSkilledWorkers"] = highSkilled, ["source"] = "测试统计年报" };
}

[Collection(SqliteTests.Name)]
public sealed class Honours_on_SQLite(SharedOnSqlite program) : HonourContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class Honours_on_PostgreSQL(SharedOnPostgreSql program) : HonourContract(program.District);
