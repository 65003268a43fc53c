using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>Where an enterprise's money goes: the first account, and what finance says of every other one.</summary>
public abstract class AccountContract(District district)
{
    [Fact]
    public async Task Another_account_waits_for_a_finance_person_who_says_why_not()
    {
        var employer = await district.RegisterAsync("employer");
        await FileAsync(employer);
        Assert.Equal("0001", Tail((await ProposeAsync(employer, employer.Caller, "6222000000000000001"))["pendingBank"]));

        var seen = await district.Finance.ReadAsync($"/enterprises/{employer.Uscc}");
        Assert.Equal($"portal-{employer.Uscc}", Assert.Single(seen["pendingBankProposedBy"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.Null((await employer.Caller.GetAsync($"/enterprises/{employer.Uscc}"))["pendingBankProposedBy"]);

        var version = seen["version"]!.GetValue<int>();
        var blank = (await RuleAsync(employer, "refuse", " ")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        Assert.Equal("/comment", Assert.Single(blank["errors"]!.AsArray())!["pointer"]!.GetValue<string>());
        (await RuleAsync(employer, "confirm", null, ifMatch: version - 1)).Expect(HttpStatusCode.PreconditionFailed, "stale-version");
        (await district.Handler.Caller.PostAsync(Path(employer), Body("confirm", null))).Expect(HttpStatusCode.Forbidden, "forbidden");

        var key = district.Id("ruling");
        var refused = (await RuleAsync(employer, "refuse", "户名不符", key, version)).Expect(HttpStatusCode.OK);
        Assert.Null(refused["pendingBank"]);
        var again = (await RuleAsync(employer, "refuse", "户名不符", key, version)).Expect(HttpStatusCode.OK);
        Assert.True(again.IsReplay);
        Assert.Equal(refused.Text, again.Text);
        (await RuleAsync(employer, "refuse", "另一理由", key)).Expect(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        (await RuleAsync(employer, "confirm", null)).Expect(HttpStatusCode.Conflict, "illegal-transition");
    }

    [Fact]
    public async Task Who_proposed_an_account_does_not_confirm_it_and_nobody_confirms_that_of_a_stranger()
    {
        var employer = await district.RegisterAsync("employer");
        await FileAsync(employer);
        var both = district.Id("two-roles");
        await ProposeAsync(employer, (await district.StaffAsync("handler", both)).Caller, "6222000000000000002");
        var self = await district.StaffAsync("finance", both);
        (await self.Caller.PostAsync(Path(employer), Body("confirm", null))).Expect(HttpStatusCode.Forbidden, "separation-of-duties");
        Assert.Equal("0002", Tail((await RuleAsync(employer, "confirm", null)).Expect(HttpStatusCode.OK)["bank"]));
        (await RuleAsync(await district.UnregisteredAsync(), "confirm", null)).Expect(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_case_shows_the_account_that_it_named_or_else_the_confirmed_one()
    {
        var employer = await district.RegisterAsync("employer");
        var first = await FileAsync(employer);
        var form = Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person()));
        form["bank"] = Account("6222000000000000003");
        var second = await employer.FileAsync(form);
        Assert.Equal(employer.Organisation.AccountNumber[^4..], Tail((await first.ReadAsync())["bank"]));
        Assert.Equal("0003", Tail((await second.ReadAsync())["bank"]));

        (await RuleAsync(employer, "confirm", "电话核实")).Expect(HttpStatusCode.OK);
        Assert.Equal("0003", Tail((await first.ReadAsync())["bank"]));
        Assert.Equal("0003", Tail((await first.DecideAsync(district.Handler, "handler", "pass")).Expect(HttpStatusCode.OK)["bank"]));
    }

    private async Task<Case> FileAsync(Portal employer) => await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person())));

    private static async Task<Answer> ProposeAsync(Portal employer, Caller by, string account) => (await by.PutAsync(
        $"/enterprises/{employer.Uscc}", new JsonObject { ["name"] = employer.Organisation.Name, ["bank"] = Account(account) })).Expect(HttpStatusCode.OK);

    private async Task<Answer> RuleAsync(Portal employer, string outcome, string? comment, string? key = null, int? ifMatch = null) =>
        await district.Finance.Caller.PostAsync(Path(employer), Body(outcome, comment), key, ifMatch);

    private static string Path(Portal employer) => $"/enterprises/{employer.Uscc}/bank/confirmation";

    private static JsonObject Body(string outcome, string? comment) => new() { ["outcome"] = outcome, ["comment"] = comment };

    private static JsonObject Account(string number) => new() { ["bankName"] = "测试银行", ["accountName"] = "测试单位", ["accountNumber"] = number };

    /// <summary>What is shown of the number: stars and the last four digits.</summary>
    private static string Tail(JsonNode? bank)
    {
        var number = bank!["accountNumber"]!.GetValue<string>();
        Assert.Matches("^[*]+[0-9]{4}$", number);
        return number[^4..];
    }
}

[Collection(SqliteTests.Name)]
public sealed class Accounts_on_SQLite(SharedOnSqlite program) : AccountContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class Accounts_on_PostgreSQL(SharedOnPostgreSql program) : AccountContract(program.District);
