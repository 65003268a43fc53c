using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>Every figure of every report, held against a count over the cases that the API shows.</summary>
public abstract class ReportContract(District district)
{
    private static readonly string[] Undecided = ["submitted", "recommended", "endorsed", "returned"];
    private static readonly (string Stage, string Status)[] Stages = [("handler", "submitted"), ("approver", "recommended"), ("leader", "endorsed")];

    [Fact]
    public async Task Every_figure_is_that_of_the_cases()
    {
        await new ReportedYear(district).TellAsync();
        (await district.Leader.Caller.PutAsync("/reports/annual/2018/inputs", Inputs(10_001, 3_000))).Expect(HttpStatusCode.Created);
        var counted = await Recount.OfAsync(district);
        await AssertAnnualAsync(counted, 2018);
        await AssertAnnualAsync(counted, 2019);
        foreach (var window in new[] { "2018Q1", "2018Q2", "2018Q4", "2019Q1" }) await AssertWindowAsync(counted, window);
        await AssertShortlistAsync(counted);
        await AssertCountsOldCasesAsync();

        // The year was told so that each of these is something else than nothing.
        var totals = (await district.Leader.ReadAsync("/reports/annual/2018"))["totals"]!;
        foreach (var amount in totals["amounts"]!.AsObject().Where(one => one.Key != "scheduled")) Assert.NotEqual((amount.Key, 0), (amount.Key, Yuan.Fen(amount.Value!)));
        foreach (var status in new[] { "submitted", "recommended", "approved", "paid", "withdrawn", "rejected", "lapsed", "paymentFailed" }) Assert.NotEqual((status, 0), (status, totals["byStatus"]![status]!.GetValue<int>()));
        foreach (var window in new[] { "2018Q3", "2017Q4", "2030Q1" }) (await district.Leader.Caller.GetAsync($"/reports/windows/{window}")).Expect(HttpStatusCode.NotFound, "report-without-data");
        foreach (var year in new[] { "2016", "2030" }) (await district.Leader.Caller.GetAsync($"/reports/annual/{year}")).Expect(HttpStatusCode.NotFound, "report-without-data");
        foreach (var path in new[] { "annual/18", "annual/20018", "annual/x", "windows/2018Q5", "windows/2018" }) (await district.Leader.Caller.GetAsync($"/reports/{path}")).Expect(HttpStatusCode.NotFound, "not-found");
    }

    /// <summary>A store of before the columns existed: the next report fills them in from the events, and says what it said before.</summary>
    private async Task AssertCountsOldCasesAsync()
    {
        var before = (await district.Leader.ReadAsync("/reports/annual/2018")).Body.AsObject();
        await HandOnStore.RunAsync(
            district,
            "UPDATE claims SET certificate_year = NULL, level = NULL, migrant = NULL", "UPDATE claims SET worker = NULL WHERE certificate IS NULL", "UPDATE cases SET claimed = NULL");
        (await Verified.RunAsync(district.Store)).AssertClean();
        var after = (await district.Leader.ReadAsync("/reports/annual/2018")).Body.AsObject();
        Assert.True(before.Remove("asOf") && after.Remove("asOf"));
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
        Assert.Equal(0, await HandOnStore.ScalarAsync(district, "SELECT count(*) FROM claims WHERE ordinal = 0 AND migrant IS NULL"));
        (await Verified.RunAsync(district.Store)).AssertClean();
    }

    private async Task AssertAnnualAsync(Recount counted, int year)
    {
        var report = (await district.Leader.ReadAsync($"/reports/annual/{year}")).Body;
        var cases = counted.In($"{year}");
        var targets = report["targets"]!.AsArray().ToDictionary(target => target!["target"]!.GetValue<string>(), target => target!);
        int Actual(string target) => targets[target]["actual"]!.GetValue<int>();
        Assert.Equal(
            (counted.HighSkilled(year), counted.EmploymentTrained(year), counted.MigrantsTrained(year), counted.Contests(year)),
            (Actual("highSkilledTrained"), Actual("employmentTraining"), Actual("migrantTraining"), Actual("contests")));
        Assert.Equal(year == 2018, Actual("highSkilledTrained") > 8 && Actual("migrantTraining") == 2 && Actual("contests") == 2);
        Assert.All(targets.Values.Where(target => target["target"]!.GetValue<string>() != "highSkilledShare"), target => Assert.False(target["met"]!.GetValue<bool>()));
        Assert.Equal(("二", "全区每年培养高技能人才1000名以上", 1000), (
            targets["highSkilledTrained"]["clause"]!.GetValue<string>(), targets["highSkilledTrained"]["quote"]!.GetValue<string>(), targets["highSkilledTrained"]["atLeast"]!.GetValue<int>()));
        // 3,000 of 10,001 is less than 30 %.
        var share = targets["highSkilledShare"];
        Assert.Equal(year == 2018 ? ("29.99", "false", 2020) : (null, null, 2020), (share["actual"]?.ToJsonString(), share["met"]?.ToJsonString(), share["byYear"]!.GetValue<int>()));

        AssertRow(report["totals"]!, cases, null, null);
        AssertTable(report["byQuarter"]!, cases, one => (one.Window, null));
        AssertTable(report["byProgramme"]!, cases, one => (null, one.Programme));
        AssertTable(report["byQuarterAndProgramme"]!, cases, one => (one.Window, one.Programme));
        AssertEnterprises(report, cases);
        AssertSignals(report, cases);
    }

    private async Task AssertWindowAsync(Recount counted, string window)
    {
        var report = (await district.Finance.ReadAsync($"/reports/windows/{window}")).Body;
        var cases = counted.In(window);
        AssertRow(report["totals"]!, cases, window, null);
        AssertTable(report["byProgramme"]!, cases, one => (window, one.Programme));
        AssertEnterprises(report, cases);
        AssertSignals(report, cases);
        var today = (await new Caller(district.Server.Client).GetAsync("/dev/clock"))["now"]!.GetValue<string>()[..10];
        bool Overdue(ShownCase one) => string.CompareOrdinal(one.Shown["dueOn"]?.GetValue<string>() ?? "9", today) < 0;
        Assert.Equal(
            (cases.Count(one => Undecided.Contains(one.Status)), cases.Count(one => Undecided.Contains(one.Status) && Overdue(one))),
            (report["undecided"]!.GetValue<int>(), report["overdue"]!.GetValue<int>()));
        for (var i = 0; i < Stages.Length; i++)
        {
            var (stage, status) = Stages[i];
            var shown = report["stages"]![i]!;
            int[] days = [.. cases.SelectMany(one => Days(one, stage)).Order()];
            Assert.Equal((stage, days.Length, cases.Count(one => one.Status == status), cases.Count(one => one.Status == status && Overdue(one))),
                (shown["stage"]!.GetValue<string>(), shown["decided"]!.GetValue<int>(), shown["waiting"]!.GetValue<int>(), shown["overdue"]!.GetValue<int>()));
            Assert.Equal(days.Length == 0 ? null : $"{days[^1]}", shown["longestDays"]?.ToJsonString());
            if (days.Length > 0) Assert.Equal((days[(days.Length - 1) / 2] + days[days.Length / 2]) / 2m, shown["medianDays"]!.GetValue<decimal>());
        }
        await AssertMoneyAsync(report, window, cases);
    }

    private async Task AssertMoneyAsync(JsonNode report, string window, ShownCase[] cases)
    {
        var batches = (await Recount.AllAsync(district, "/batches")).Where(batch => batch["window"]!.GetValue<string>() == window).OrderBy(batch => batch["sealedAt"]!.GetValue<string>(), StringComparer.Ordinal).ToArray();
        Assert.Equal(batches.Select(batch => batch["batchId"]!.GetValue<string>()), report["batches"]!.AsArray().Select(batch => batch!["batchId"]!.GetValue<string>()));
        foreach (var (shown, batch) in report["batches"]!.AsArray().Zip(batches))
        {
            long In(string status) => batch["lines"]!.AsArray().Where(line => line!["status"]!.GetValue<string>() == status).Sum(line => Yuan.Fen(line!["amount"]!));
            Assert.Equal((batch["status"]!.GetValue<string>(), Yuan.Fen(batch["total"]!), In("paid"), In("failed"), In("scheduled"), batch["lines"]!.AsArray().Count), (
                shown!["status"]!.GetValue<string>(), Yuan.Fen(shown["total"]!), Yuan.Fen(shown["paid"]!), Yuan.Fen(shown["failed"]!), Yuan.Fen(shown["unanswered"]!), shown["lines"]!.GetValue<int>()));
        }
        var heldBack = new List<string>();
        foreach (var one in cases.OrderBy(one => one.Number, StringComparer.Ordinal))
        {
            var places = one.Claims.Select(claim => claim.Place).ToHashSet();
            if (places.Contains("stopped")) heldBack.Add($"{one.Number} stopped");
            else if ((places.Contains("waiting") || places.Contains("failed")) && (await district.Handler.ReadAsync($"/enterprises/{one.Applicant}"))["pendingBank"] is not null) heldBack.Add($"{one.Number} pendingBank");
        }
        Assert.Equal(heldBack, report["heldBack"]!.AsArray().Select(one => $"{one!["caseNumber"]!.GetValue<string>()} {one["reason"]!.GetValue<string>()}"));
        Assert.Equal(window == "2018Q1" ? 2 : 0, heldBack.Count);
    }

    private async Task AssertShortlistAsync(Recount counted)
    {
        var honoured = counted.Cases[0].Applicant;
        (await district.Leader.Caller.PutAsync($"/honours/2018/enterprises/{honoured}", new JsonObject
        {
            ["grounds"] = "测试事由",
            ["document"] = new JsonObject { ["title"] = "测试通知", ["number"] = "测人社〔2019〕1号" },
        })).Expect(HttpStatusCode.Created);
        var expected = counted.Cases.Select(one => one.Applicant).Distinct().Select(uscc => (Uscc: uscc, Workers: counted.HighSkilled(2018, uscc))).Where(one => one.Workers > 0)
            .OrderByDescending(one => one.Workers).ThenBy(one => one.Uscc, StringComparer.Ordinal).ToArray();
        Assert.Contains(expected, one => expected.Count(other => other.Workers == one.Workers) > 1);
        var shown = await Recount.AllAsync(district, "/honours/2018/shortlist");
        Assert.Equal(
            expected.Select(one => (one.Uscc, one.Workers, expected.Count(other => other.Workers > one.Workers) + 1, expected.Count(other => other.Workers == one.Workers), one.Uscc == honoured)),
            shown.Select(one => (one["enterprise"]!["uscc"]!.GetValue<string>(), one["highSkilledWorkers"]!.GetValue<int>(), one["rank"]!.GetValue<int>(), one["tied"]!.GetValue<int>(), one["honoured"]!.GetValue<bool>())));
    }

    /// <summary>Of the decisions that stand, from the day on which the round or the stage before ended.</summary>
    private static IEnumerable<int> Days(ShownCase one, string stage)
    {
        string[] rounds = [.. one.Events.Where(happened => happened["type"]!.GetValue<string>() is "case.submitted" or "case.resubmitted").Select(happened => happened["at"]!.GetValue<string>())];
        var standing = new Dictionary<(int Round, string Stage), string>();
        foreach (var decision in one.Shown["decisions"]!.AsArray())
        {
            var place = (decision!["round"]!.GetValue<int>(), decision["stage"]!.GetValue<string>());
            if (decision["outcome"]!.GetValue<string>() == "reversal") standing.Remove(place);
            else standing[place] = decision["at"]!.GetValue<string>();
        }
        foreach (var (place, at) in standing.Where(decision => decision.Key.Stage == stage))
        {
            var before = Array.FindIndex(Stages, known => known.Stage == stage);
            var from = before == 0 ? rounds[place.Round - 1] : standing[(place.Round, Stages[before - 1].Stage)];
            yield return DateOnly.Parse(at[..10]).DayNumber - DateOnly.Parse(from[..10]).DayNumber;
        }
    }

    private static void AssertTable(JsonNode table, ShownCase[] cases, Func<ShownCase, (string? Window, string? Programme)> key)
    {
        var groups = cases.GroupBy(key).ToDictionary(group => group.Key, group => group.ToArray());
        Assert.Equal(groups.Count, table.AsArray().Count);
        foreach (var row in table.AsArray())
        {
            var at = (row!["window"]?.GetValue<string>(), row["programme"]?.GetValue<string>());
            AssertRow(row, groups[at], at.Item1, at.Item2);
        }
    }

    private static void AssertRow(JsonNode row, ShownCase[] cases, string? window, string? programme)
    {
        Assert.Equal((window, programme), (row["window"]?.GetValue<string>(), row["programme"]?.GetValue<string>()));
        Assert.Equal((cases.Length, cases.Sum(one => one.Lines), Workers(cases)), (row["cases"]!.GetValue<int>(), row["lines"]!.GetValue<int>(), row["workers"]!.GetValue<int>()));
        Assert.Equal(cases.GroupBy(one => one.Status).ToDictionary(group => group.Key, group => group.Count()),
            row["byStatus"]!.AsObject().Where(status => status.Value!.GetValue<int>() > 0).ToDictionary(status => status.Key, status => status.Value!.GetValue<int>()));
        AssertAmounts(row["amounts"]!, cases);
    }

    private static int Workers(ShownCase[] cases) =>
        cases.SelectMany(one => one.Claims).Where(claim => claim.Live && claim.Person is not null).Select(claim => claim.Person).Distinct().Count();

    private static void AssertAmounts(JsonNode amounts, ShownCase[] cases)
    {
        ShownClaim[] claims = [.. cases.SelectMany(one => one.Claims)];
        long Sum(Func<ShownClaim, bool> counts) => claims.Where(counts).Sum(claim => claim.Fen);
        var expected = new Dictionary<string, long>
        {
            ["submitted"] = Sum(_ => true),
            ["undecided"] = Sum(claim => claim.Status == "held"),
            ["refused"] = Sum(claim => claim.Status == "released"),
            ["approved"] = Sum(claim => claim.IsApproved),
            ["waiting"] = Sum(claim => claim.Place == "waiting"),
            ["stopped"] = Sum(claim => claim.Place == "stopped"),
            ["scheduled"] = Sum(claim => claim.Place == "scheduled"),
            ["failed"] = Sum(claim => claim.Place == "failed"),
            ["paid"] = Sum(claim => claim.Status == "paid"),
            ["clawedBack"] = Sum(claim => claim.Status == "clawedBack"),
            ["repaid"] = cases.Sum(one => one.Repaid),
        };
        var shown = amounts.AsObject().ToDictionary(amount => amount.Key, amount => Yuan.Fen(amount.Value!));
        Assert.Equal(expected, shown);
        Assert.Equal(shown["submitted"], shown["undecided"] + shown["refused"] + shown["approved"]);
        Assert.Equal(shown["approved"], shown["waiting"] + shown["stopped"] + shown["scheduled"] + shown["failed"] + shown["paid"] + shown["clawedBack"]);
    }

    private static void AssertEnterprises(JsonNode report, ShownCase[] cases)
    {
        var expected = cases.GroupBy(one => one.Applicant).Select(group => (Uscc: group.Key, Cases: group.ToArray()))
            .OrderByDescending(one => one.Cases.SelectMany(filed => filed.Claims).Where(claim => claim.IsApproved).Sum(claim => claim.Fen))
            .ThenByDescending(one => one.Cases.SelectMany(filed => filed.Claims).Sum(claim => claim.Fen)).ThenBy(one => one.Uscc, StringComparer.Ordinal).ToArray();
        Assert.Equal(expected.Length, report["enterprises"]!.GetValue<int>());
        Assert.Equal(expected.Select(one => one.Uscc), report["topEnterprises"]!.AsArray().Select(one => one!["uscc"]!.GetValue<string>()));
        foreach (var (shown, own) in report["topEnterprises"]!.AsArray().Zip(expected))
        {
            Assert.Equal((own.Cases.Length, own.Cases.Sum(one => one.Lines), Workers(own.Cases), own.Cases[0].Shown["applicant"]!["name"]!.GetValue<string>()),
                (shown!["cases"]!.GetValue<int>(), shown["lines"]!.GetValue<int>(), shown["workers"]!.GetValue<int>(), shown["name"]!.GetValue<string>()));
            AssertAmounts(shown["amounts"]!, own.Cases);
        }
    }

    /// <summary>Each case was opened for it.</summary>
    private static void AssertSignals(JsonNode report, ShownCase[] cases)
    {
        var expected = cases.SelectMany(one => one.Signals.Distinct()).GroupBy(code => code).ToDictionary(group => group.Key, group => group.Count());
        var shown = report["signals"]!.AsArray().ToDictionary(signal => signal!["code"]!.GetValue<string>(), signal => signal!["cases"]!.GetValue<int>());
        Assert.Equal(8, shown.Count);
        Assert.All(shown, signal => Assert.Equal((signal.Key, expected.GetValueOrDefault(signal.Key)), (signal.Key, signal.Value)));
        if (cases[0].Window == "2018Q1") Assert.All(["same-contact", "same-phone", "received-on-paper"], code => Assert.True(shown[code] > 0, code));
    }

    private static JsonObject Inputs(int skilled, int highSkilled) => new() { ["skilledWorkers"] = skilled, ["highSkilledWorkers"] = highSkilled, ["source"] = "测试统计年报" };
}

public sealed class Reports_on_SQLite(OnSqlite program) : ReportContract(program.District), IClassFixture<OnSqlite>;

public sealed class Reports_on_PostgreSQL(OnPostgreSql program) : ReportContract(program.District), IClassFixture<OnPostgreSql>;
