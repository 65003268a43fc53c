using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>Paper that came to the counter before it was entered: judged by the day on which it came.</summary>
public abstract class PaperContract(District district)
{
    /// <summary>The last Friday of the window; its tenth working day is 2018-04-16 (清明 5 to 7 April, 8 April worked).</summary>
    private const string LastFriday = "2018-03-30";

    [Fact]
    public async Task Paper_of_a_settled_window_is_judged_by_its_own_day_and_paid_in_the_next_batch_of_that_window()
    {
        await district.MoveClockAsync("2018-03-20T10:00:00+08:00");
        var employer = await district.RegisterAsync("employer");
        var inTime = await (await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person())))).ApproveAsync();
        await district.MoveClockAsync("2018-04-16T23:00:00+08:00");
        Assert.Equal("settled", (await district.Handler.ReadAsync("/windows/2018Q1"))["status"]!.GetValue<string>());

        var counter = await district.StaffAsync("handler", "counter");
        await RefusesAsync(counter, employer);
        var form = Form(employer, LastFriday);
        form["lines"]![0]!["employment"]!["contractTo"] = "2018-03-31";
        var wouldBe = (await counter.Caller.PostAsync("/applications/precheck", form.DeepClone())).Expect(HttpStatusCode.OK);
        Assert.Equal((201, "2018Q1"), (wouldBe["wouldBe"]!.GetValue<int>(), wouldBe["window"]!.GetValue<string>()));
        var taken = (await counter.Caller.PostAsync("/applications", form, district.Id("paper"))).Expect(HttpStatusCode.Created);
        Assert.StartsWith("GS-2018Q1-", taken["caseNumber"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("2018-04-16", taken["submittedAt"]!.GetValue<string>(), StringComparison.Ordinal);

        var onPaper = new Case(district, employer, taken);
        Assert.Equal("""{"on":"2018-03-30","register":"2018-17"}""", (await onPaper.ReadAsync())["receivedOnPaper"]!.ToJsonString());
        Assert.Null((await inTime.ReadAsync())["receivedOnPaper"]);
        (await onPaper.DecideAsync(counter, "handler", "pass")).Expect(HttpStatusCode.Forbidden, "separation-of-duties");
        await onPaper.ApproveAsync();
        (await Batch.ReadAsync(district, "B-2018Q1-1")).AssertAddsUp(inTime);
        var next = (await district.Finance.Caller.PostAsync("/windows/2018Q1/settlement")).Expect(HttpStatusCode.Created);
        Assert.Equal("B-2018Q1-2", new Batch(district, next["batch"]!).AssertAddsUp(onPaper).Id);

        await FilesPlansAsync(counter);
        await district.MoveClockAsync("2018-04-17T00:00:05+08:00");
        await IsFaultAsync(counter, Form(employer, LastFriday), "out-of-range", "/receivedOnPaper/on");
    }

    private async Task RefusesAsync(Staff counter, Portal employer)
    {
        (await employer.SubmitAsync(Form(employer, LastFriday))).Expect(HttpStatusCode.Forbidden, "forbidden");
        (await employer.Caller.PostAsync("/applications/precheck", Form(employer, LastFriday))).Expect(HttpStatusCode.Forbidden, "forbidden");
        await IsFaultAsync(counter, Form(employer, "2018-04-17"), "out-of-range", "/receivedOnPaper/on");
        await IsFaultAsync(counter, Form(employer, "9999-12-31"), "out-of-range", "/receivedOnPaper/on");
        await IsFaultAsync(counter, Form(employer, "2018-03-29"), "out-of-range", "/receivedOnPaper/on");
        var empty = Form(employer, LastFriday);
        empty["receivedOnPaper"] = new JsonObject();
        await IsFaultAsync(counter, empty, "required", "/receivedOnPaper/on", "/receivedOnPaper/register");

        (await SubmitAsync(counter, Form(employer, "1901-03-01"))).Expect(HttpStatusCode.UnprocessableEntity, "calendar-year-unknown");
        var between = (await SubmitAsync(counter, Form(employer, "2018-04-02"))).Expect(HttpStatusCode.UnprocessableEntity, "window-closed");
        Assert.Equal("2018-06-01", between["nextOpensOn"]!.GetValue<string>());
        var late = Form(employer, LastFriday);
        late["lines"]![0]!["certificate"]!["issuedOn"] = "2018-04-01";
        (await SubmitAsync(counter, late)).Expect(HttpStatusCode.UnprocessableEntity, "not-eligible");
    }

    /// <summary>Six working days lie strictly between 2018-04-03 and a class on 2018-04-13; entered on the 16th, the class had begun.</summary>
    private async Task FilesPlansAsync(Staff counter)
    {
        var school = await district.RegisterAsync("employer", "trainingSchool");
        var plan = Forms.Plan(school, district.Persons(2), "2018-04-13", "2018-04-20");
        plan["receivedOnPaper"] = Paper("2018-04-03");
        var path = $"/training-plans/{district.Id("paper-plan")}";
        (await school.Caller.PutAsync(path, plan.DeepClone())).Expect(HttpStatusCode.Forbidden, "forbidden");
        var filed = (await counter.Caller.PutAsync(path, plan.DeepClone())).Expect(HttpStatusCode.Created);
        Assert.Equal("2018-04-03", filed["filing"]!["filedOn"]!.GetValue<string>());
        Assert.Equal(6, filed["filing"]!["workingDaysBefore"]!.GetValue<int>());
        Assert.All(filed["trainees"]!.AsArray(), trainee => Assert.Equal("2018-04-03", trainee!["filedOn"]!.GetValue<string>()));
        Assert.Equal("2018-04-03", filed["receivedOnPaper"]!["on"]!.GetValue<string>());

        plan["receivedOnPaper"] = Paper("2018-03-29");
        var tooLate = (await counter.Caller.PutAsync($"/training-plans/{district.Id("paper-plan")}", plan)).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        Assert.Equal("/receivedOnPaper/on", Assert.Single(tooLate["errors"]!.AsArray())!["pointer"]!.GetValue<string>());
        var auditor = await district.StaffAsync("auditor", "auditor");
        Assert.Single((await auditor.ReadAsync("/audit?type=plan.filed"))["items"]!.AsArray());
    }

    private async Task<Answer> SubmitAsync(Staff counter, JsonObject form) => await counter.Caller.PostAsync("/applications", form, district.Id("paper"));

    private async Task IsFaultAsync(Staff counter, JsonObject form, string code, params string[] pointers)
    {
        var answer = (await SubmitAsync(counter, form)).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        var errors = answer["errors"]!.AsArray();
        Assert.Equal(pointers, errors.Select(error => error!["pointer"]!.GetValue<string>()));
        Assert.All(errors, error => Assert.Equal(code, error!["code"]!.GetValue<string>()));
    }

    private JsonObject Form(Portal employer, string receivedOn)
    {
        var form = Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person()));
        form["receivedOnPaper"] = Paper(receivedOn);
        return form;
    }

    private static JsonObject Paper(string on) => new() { ["on"] = on, ["register"] = "2018-17" };
}

public sealed class Paper_on_SQLite(OnSqlite program) : PaperContract(program.District), IClassFixture<OnSqlite>;

public sealed class Paper_on_PostgreSQL(OnPostgreSql program) : PaperContract(program.District), IClassFixture<OnPostgreSql>;
