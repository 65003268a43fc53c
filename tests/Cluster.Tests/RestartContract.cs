using System.Net;
using System.Text.RegularExpressions;

namespace Gongshu.Cluster.Tests;

/// <summary>A stop and a start on the same data lose nothing.</summary>
public abstract partial class RestartContract(District district)
{
    [Fact]
    public async Task After_a_stop_everything_is_there_the_clock_goes_on_and_tokens_work()
    {
        await district.FilePlansAsync(1);
        await district.MoveClockAsync("2018-03-28T10:00:00+08:00");
        var school = district.Trained();
        var employer = await district.RegisterAsync("employer");
        var person = district.Person();
        var key = district.Id("before-the-stop");
        var form = Forms.SkillUpgrade(employer, Forms.UpgradeLine(person));
        var filed = (await employer.SubmitAsync(form, key)).Expect(HttpStatusCode.Created);
        var approved = await (await school.FileAsync(Forms.SkillTraining(school, Forms.TrainedLine(school, school.Trainees[0])))).ApproveAsync();
        string[] paths =
        [
            $"/applications/{filed["caseNumber"]!.GetValue<string>()}", $"/applications/{approved.Number}", $"/applications/{approved.Number}/audit",
            $"/enterprises/{employer.Uscc}", $"/training-plans/{school.Plan}", "/windows/2018Q1", "/applications",
        ];
        var before = await ReadAsync(paths);

        Assert.Equal(0, await district.Server.StopAsync());
        await district.Server.StartAgainAsync();

        Assert.Equal(before, await ReadAsync(paths));
        var now = (await new Caller(district.Server.Client).GetAsync("/dev/clock"))["now"]!.GetValue<DateTimeOffset>();
        Assert.InRange(now, DateTimeOffset.Parse("2018-03-28T10:00:00+08:00"), DateTimeOffset.Parse("2018-03-28T11:00:00+08:00"));
        var replayed = (await employer.SubmitAsync(form, key)).Expect(HttpStatusCode.Created);
        Assert.True(replayed.IsReplay);
        Assert.Equal(filed.Text, replayed.Text);
        (await employer.SubmitAsync(form)).Expect(HttpStatusCode.Conflict, "duplicate-claim");
        await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person())));
    }

    private async Task<string[]> ReadAsync(string[] paths)
    {
        var read = new List<string>();
        foreach (var path in paths) read.Add(Now().Replace((await district.Handler.ReadAsync(path)).Text, ""));
        return [.. read];
    }

    // The clock of a window that is read by itself goes on, as it should.
    [GeneratedRegex(@"""now"":""[^""]*"",?", RegexOptions.NonBacktracking)]
    private static partial Regex Now();
}

public sealed class Restart_on_SQLite(OnSqlite program) : RestartContract(program.District), IClassFixture<OnSqlite>;

public sealed class Restart_on_PostgreSQL(OnPostgreSql program) : RestartContract(program.District), IClassFixture<OnPostgreSql>;
