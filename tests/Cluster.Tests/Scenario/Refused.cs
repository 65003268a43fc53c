using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>Submits what must be refused, and reads why.</summary>
internal static class Refused
{
    private static readonly AsyncLocal<List<RefusedForm>?> Kept = new();

    /// <summary>From here on, what this test submits and is refused is put into the list.</summary>
    public static List<RefusedForm> Keep() => Kept.Value = [];

    /// <summary>Every code of the <c>422 not-eligible</c>, after making sure that nothing was written.</summary>
    public static async Task<string[]> CodesAsync(District district, Portal applicant, JsonObject form)
    {
        var answer = (await applicant.SubmitAsync(form)).Expect(HttpStatusCode.UnprocessableEntity, "not-eligible");
        Kept.Value?.Add(new RefusedForm(applicant, form));
        var cases = await district.Handler.ReadAsync($"/applications?applicant={applicant.Uscc}");
        Assert.Empty(cases["items"]!.AsArray());
        var reasons = answer["reasons"]!.AsArray()
            .Concat(answer["lines"]!.AsArray().SelectMany(line => line!["benefits"]!.AsArray()).SelectMany(benefit => benefit!["reasons"]!.AsArray()));
        return [.. reasons.Select(reason => reason!["code"]!.GetValue<string>()).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>三(一) with one thing changed in its line.</summary>
    public static async Task<string[]> TrainedAsync(District district, Action<JsonObject> change)
    {
        var school = district.Trained();
        var line = Forms.TrainedLine(school, school.Trainees[0]);
        change(line);
        return await CodesAsync(district, school, Forms.SkillTraining(school, line));
    }

    public static async Task<string> CompetitionAsync(District district, Portal organiser, string @class = "A", int year = 2018)
    {
        var id = district.Id("competition");
        await district.Handler.PutAsync($"/competitions/{id}", Forms.Competition(organiser, id, @class, year));
        return id;
    }

    public static async Task<string> StudioAsync(District district, Portal host, string recognisedOn = "2018-02-01", string level = "district")
    {
        var id = district.Id("studio");
        await district.Handler.PutAsync($"/master-studios/{id}", Forms.Studio(host, id, level, recognisedOn));
        return id;
    }
}

/// <summary>A form that was refused, and whose it was.</summary>
internal sealed record RefusedForm(Portal Applicant, JsonObject Form);
