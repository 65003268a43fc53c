using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>Many portals at once.</summary>
public abstract class RaceContract(District district)
{
    private const int Portals = 50;
    private const int Rosters = 40;
    private const int Lines = 20;
    private const int Workers = 60;
    private const int Seed = 20180320;

    [Fact]
    public async Task Of_fifty_portals_that_claim_one_certificate_at_once_exactly_one_is_taken()
    {
        var person = district.Person();
        var portals = await Task.WhenAll(Enumerable.Range(0, Portals).Select(_ => district.RegisterAsync("employer")));
        var answers = await AtOnceAsync(portals, portal => portal.SubmitAsync(Forms.SkillUpgrade(portal, Forms.UpgradeLine(person))));

        var taken = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(Portals - 1, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        Assert.All(answers.Where(answer => answer != taken), answer => Conflicts.AssertForeign(answer, "skillUpgrade", "submitted"));
    }

    [Fact]
    public async Task Fifty_submissions_under_one_key_have_one_effect_and_one_answer()
    {
        var employer = await district.RegisterAsync("employer");
        var form = Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person()));
        var key = district.Id("one-key");
        var answers = await AtOnceAsync(Enumerable.Repeat(employer, Portals), portal => portal.SubmitAsync(form, key));

        Assert.All(answers, answer => Assert.True(
            answer.Status == HttpStatusCode.Created || (answer.Code == "request-in-progress" && answer.Headers.RetryAfter is not null), answer.ToString()));
        var created = answers.Where(answer => answer.Status == HttpStatusCode.Created).ToArray();
        Assert.Single(created, answer => !answer.IsReplay);
        Assert.Single(created.Select(answer => answer.Text).Distinct(StringComparer.Ordinal));
        Assert.Single((await district.Handler.ReadAsync($"/applications?applicant={employer.Uscc}"))["items"]!.AsArray());

        var later = (await employer.SubmitAsync(form, key)).Expect(HttpStatusCode.Created);
        Assert.True(later.IsReplay);
        Assert.Equal(created[0].Text, later.Text);
    }

    [Fact]
    public async Task Of_forty_overlapping_rosters_at_once_each_worker_is_taken_at_most_once()
    {
        var people = district.Persons(Workers);
        var employers = await Task.WhenAll(Enumerable.Range(0, Rosters).Select(_ => district.RegisterAsync("employer")));
        var random = new Random(Seed);
        var forms = employers.Select(employer => Roster(employer, people, random)).ToArray();

        // The district's own portal owns every organisation, so it is told each holder's case number.
        var answers = await AtOnceAsync(forms, form => district.Everybody.PostAsync("/applications", form, district.Id("roster")));

        Assert.All(answers, answer => Assert.True(
            answer.Status is HttpStatusCode.Created || answer.Code == "duplicate-claim"
                || (answer.Status == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null),
            answer.ToString()));
        var taken = answers.Where(answer => answer.Status == HttpStatusCode.Created).ToDictionary(answer => answer["caseNumber"]!.GetValue<string>());
        Assert.NotEmpty(taken);
        var workers = taken.Values.SelectMany(NamesOf).ToArray();
        Assert.Equal(Lines * taken.Count, workers.Distinct(StringComparer.Ordinal).Count());
        for (var i = 0; i < forms.Length; i++)
        {
            if (answers[i].Code == "duplicate-claim") await AssertHoldersAsync(forms[i], answers[i]);
        }
    }

    private async Task AssertHoldersAsync(JsonObject form, Answer refused)
    {
        foreach (var conflict in refused["conflicts"]!.AsArray())
        {
            var line = conflict!["line"]!.GetValue<int>();
            var name = form["lines"]!.AsArray().Single(row => row!["line"]!.GetValue<int>() == line)!["worker"]!["name"]!.GetValue<string>();
            var holder = await district.Handler.ReadAsync($"/applications/{conflict["heldBy"]!["caseNumber"]!.GetValue<string>()}");
            Assert.Contains(name, NamesOf(holder));
        }
    }

    private static IEnumerable<string> NamesOf(Answer shown) => shown["lines"]!.AsArray().Select(line => line!["name"]!.GetValue<string>());

    private static JsonObject Roster(Portal employer, SamplePerson[] people, Random random)
    {
        var drawn = people.ToArray();
        random.Shuffle(drawn);
        return Forms.SkillUpgrade(employer, [.. drawn.Take(Lines).Select((person, i) => Forms.UpgradeLine(person, line: i + 1))]);
    }

    /// <summary>Starts all of them before it waits for any.</summary>
    private static async Task<Answer[]> AtOnceAsync<T>(IEnumerable<T> callers, Func<T, Task<Answer>> call)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = callers.Select(async caller =>
        {
            await start.Task;
            return await call(caller);
        }).ToArray();
        start.SetResult();
        return await Task.WhenAll(calls);
    }
}

[Collection(SqliteTests.Name)]
public sealed class Races_on_SQLite(SharedOnSqlite program) : RaceContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class Races_on_PostgreSQL(SharedOnPostgreSql program) : RaceContract(program.District);
