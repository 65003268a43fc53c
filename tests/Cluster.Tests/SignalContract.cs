using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>Each signal on a case made for it, shown to staff only; none of them refuses anything.</summary>
public abstract class SignalContract(District district)
{
    [Fact]
    public async Task A_case_like_any_other_gives_no_signal_and_a_portal_is_shown_none()
    {
        var (employer, other) = (await EmployerAsync(), await EmployerAsync());
        await other.FileAsync(Form(other, "联系甲"));
        var filed = await employer.FileAsync(Form(employer, "联系乙"));
        Assert.Empty((await filed.ReadAsync())["signals"]!.AsArray());
        Assert.Null((await employer.Caller.GetAsync($"/applications/{filed.Number}")).Expect(HttpStatusCode.OK)["signals"]);
        Assert.Null(filed.Submitted["signals"]);
    }

    [Fact]
    public async Task One_account_phone_or_contact_of_two_organisations_is_told_of_both_cases()
    {
        var (first, second) = (await EmployerAsync(), await EmployerAsync());
        var account = new JsonObject { ["bankName"] = "测试银行", ["accountName"] = "测试账户", ["accountNumber"] = $"6222{first.Uscc.GetHashCode(StringComparison.Ordinal) & 0x7fffffff:d12}" };
        foreach (var (code, change) in new (string, Action<JsonObject>)[]
        {
            ("same-bank-account", form => form["bank"] = account.DeepClone()),
            ("same-phone", form => form["contact"]!["phone"] = "0571-22220001"),
            ("same-contact", form => form["contact"]!["name"] = "同一联系人甲"),
        })
        {
            var (before, after) = (Form(first, district.Id("联系")), Form(second, district.Id("联系")));
            change(before);
            change(after);
            var (one, two) = (await first.FileAsync(before), await second.FileAsync(after));
            await TellsAsync(two, code, [], one);
            await TellsAsync(one, code, [], two);
        }
    }

    [Theory]
    [InlineData("2019-06-30", "2016-07-01", true)]
    [InlineData("2018-04-10", "2018-03-15", false)]
    public async Task Contracts_of_one_worker_that_overlap_are_told(string firstEndsOn, string secondBeginsOn, bool told)
    {
        var (first, second, person) = (await EmployerAsync(), await EmployerAsync(), district.Person());
        var (before, after) = (Form(first, district.Id("联系"), Forms.UpgradeLine(person)), Form(second, district.Id("联系"), Another(person)));
        before["lines"]![0]!["employment"]!["contractTo"] = firstEndsOn;
        after["lines"]![0]!["employment"]!["contractFrom"] = secondBeginsOn;
        var (one, two) = (await first.FileAsync(before), await second.FileAsync(after));
        if (told) await TellsAsync(two, "overlapping-contracts", [1], one);
        else Assert.Empty((await two.ReadAsync())["signals"]!.AsArray());
    }

    [Fact]
    public async Task Many_certificates_of_one_day_and_level_are_told_over_the_cases_of_the_applicant()
    {
        var employer = await EmployerAsync();
        var (first, second) = (Roster(20, 0), Roster(10, 20));
        var one = await employer.FileAsync(Form(employer, "联系丙", first));
        Assert.Empty((await one.ReadAsync())["signals"]!.AsArray());
        var two = await employer.FileAsync(Form(employer, "联系丙", second));
        await TellsAsync(two, "many-certificates-of-one-day", [.. Enumerable.Range(21, 10)], one);
    }

    [Fact]
    public async Task Two_names_for_one_number_are_told()
    {
        var (employer, person) = (await EmployerAsync(), district.Person());
        var one = await employer.FileAsync(Form(employer, "联系丁", Forms.UpgradeLine(person)));
        var line = Another(person);
        line["worker"]!["name"] = "测试异名";
        await TellsAsync(await employer.FileAsync(Form(employer, "联系丁", line)), "name-differs", [1], one);
    }

    [Fact]
    public async Task A_certificate_that_another_worker_had_claimed_on_is_told()
    {
        var (first, second, person) = (await EmployerAsync(), await EmployerAsync(), district.Person());
        var one = await first.FileAsync(Form(first, district.Id("联系"), Forms.UpgradeLine(person)));
        await one.WithdrawAsync();
        var line = Forms.UpgradeLine(district.Person());
        line["certificate"]!["number"] = person.CertificateNumber;
        await TellsAsync(await second.FileAsync(Form(second, district.Id("联系"), line)), "certificate-moved", [1], one);
        Assert.Empty((await one.ReadAsync())["signals"]!.AsArray());
    }

    [Fact]
    public async Task Paper_that_came_earlier_is_told()
    {
        var employer = await EmployerAsync();
        var form = Form(employer, district.Id("联系"));
        form["receivedOnPaper"] = new JsonObject { ["on"] = "2018-03-19", ["register"] = "2018-9" };
        var taken = (await district.Handler.Caller.PostAsync("/applications", form, district.Id("paper"))).Expect(HttpStatusCode.Created);
        await TellsAsync(new Case(district, employer, taken), "received-on-paper", []);
    }

    /// <summary>Exactly this signal, with these lines and cases, in words that name no person.</summary>
    private static async Task TellsAsync(Case filed, string code, int[] lines, params Case[] cases)
    {
        var shown = await filed.ReadAsync();
        var signal = Assert.Single(shown["signals"]!.AsArray())!;
        Assert.Equal(code, signal["code"]!.GetValue<string>());
        Assert.Equal(cases.Select(other => other.Number), signal["cases"]!.AsArray().Select(number => number!.GetValue<string>()));
        Assert.Equal(lines, signal["lines"]!.AsArray().Select(line => line!.GetValue<int>()));
        var words = signal.ToJsonString();
        Assert.All(shown["lines"]!.AsArray(), line => Assert.DoesNotContain(line!["name"]!.GetValue<string>(), words, StringComparison.Ordinal));
        Assert.DoesNotContain(shown["contact"]!["name"]!.GetValue<string>(), words, StringComparison.Ordinal);
        Assert.Equal("submitted", shown["status"]!.GetValue<string>());
    }

    private Task<Portal> EmployerAsync() => district.RegisterAsync("employer");

    /// <summary>A form whose contact nobody else has.</summary>
    private JsonObject Form(Portal employer, string contact, params JsonObject[] lines)
    {
        var form = Forms.SkillUpgrade(employer, lines.Length > 0 ? lines : [Forms.UpgradeLine(district.Person())]);
        form["contact"] = new JsonObject { ["name"] = $"{contact}{employer.Uscc[^6..]}", ["phone"] = null };
        return form;
    }

    private JsonObject[] Roster(int count, int after) => [.. Enumerable.Range(after + 1, count).Select(line => Forms.UpgradeLine(district.Person(), line: line))];

    /// <summary>The same person with a certificate of the next level.</summary>
    private static JsonObject Another(SamplePerson person)
    {
        var line = Forms.UpgradeLine(person, "technician");
        line["certificate"]!["number"] = $"{person.CertificateNumber}2";
        return line;
    }
}

[Collection(SqliteTests.Name)]
public sealed class Signals_on_SQLite(SharedOnSqlite program) : SignalContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class Signals_on_PostgreSQL(SharedOnPostgreSql program) : SignalContract(program.District);
