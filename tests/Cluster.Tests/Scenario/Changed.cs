using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>Does what a precheck says would have to be different: in the request by the pointers, in the registers by their <c>PUT</c>.</summary>
internal sealed class Changed(District district, Portal applicant, JsonObject form)
{
    private readonly JsonObject _form = form.DeepClone().AsObject();

    public static Task<Answer> PrecheckAsync(Portal applicant, JsonObject form) => applicant.Caller.PostAsync("/applications/precheck", form.DeepClone());

    /// <summary>Asserts that each refused benefit of the form has a change, and that doing it makes that benefit eligible.</summary>
    public static async Task AssertEachMendsAsync(District district, Portal applicant, JsonObject form)
    {
        var before = (await PrecheckAsync(applicant, form)).Expect(HttpStatusCode.OK);
        var changes = Benefits(before).Where(benefit => benefit["change"] is not null).ToArray();
        Assert.NotEmpty(changes);
        foreach (var benefit in changes)
        {
            var change = benefit["change"]!;
            Assert.True(change["possible"]!.GetValue<bool>(), change["text"]!.GetValue<string>());
            Assert.NotEmpty(change["facts"]!.AsArray());
            Assert.NotEmpty(change["text"]!.GetValue<string>());
            var after = await new Changed(district, applicant, form).ApplyAsync(change["facts"]!.AsArray());
            var name = benefit["benefit"]!.GetValue<string>();
            var mended = Assert.Single(Benefits(after), other => other["benefit"]!.GetValue<string>() == name);
            Assert.True(mended["verdict"]!.GetValue<string>() == "eligible" && mended["change"] is null && after["reasons"]!.AsArray().Count == 0, $"{change["text"]}\n{after}");
        }
    }

    public static IEnumerable<JsonNode> Benefits(Answer precheck) => precheck["lines"]!.AsArray().SelectMany(line => line!["benefits"]!.AsArray()).Select(benefit => benefit!);

    /// <summary>The precheck of the changed form.</summary>
    private async Task<Answer> ApplyAsync(JsonArray facts)
    {
        foreach (var fact in facts.Where(fact => fact!["pointer"] is not null))
        {
            Assert.Equal("application", fact!["source"]!.GetValue<string>());
            Put(_form, fact["pointer"]!.GetValue<string>(), fact["to"]!);
        }

        foreach (var fact in facts.Where(fact => fact!["pointer"] is null))
            await RegisterAsync(fact!["fact"]!.GetValue<string>(), fact["source"]!.GetValue<string>(), fact["to"]!);
        return (await PrecheckAsync(applicant, _form)).Expect(HttpStatusCode.OK);
    }

    private static void Put(JsonNode root, string pointer, JsonNode value)
    {
        var steps = pointer.Split('/')[1..];
        var at = steps[..^1].Aggregate(root, (node, step) => node is JsonArray array ? array[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);
        at[steps[^1]] = value.DeepClone();
    }

    private Task RegisterAsync(string fact, string source, JsonNode to) => source switch
    {
        "enterpriseRegistry" => PutAsync($"/enterprises/{applicant.Uscc}", fact, to, "name", "kinds", "inDistrict"),
        "trainingPlan" => PlanAsync(fact, to),
        "competitionRegistry" => PutAsync($"/competitions/{Named("competition")}", fact, to, "name", "year", "class", "organiser", "document"),
        "studioRegistry" => PutAsync($"/master-studios/{Named("masterStudio")}", fact, to, "name", "leader", "host", "level", "recognisedOn", "document"),
        _ => throw new InvalidOperationException($"{fact} is of no register: {source}"),
    };

    private string Named(string reference) => _form[reference]!.GetValue<string>();

    /// <summary>What is there with the one member changed, or the whole part where nothing is there.</summary>
    private async Task PutAsync(string path, string fact, JsonNode to, params string[] members)
    {
        var there = await district.Handler.Caller.GetAsync(path);
        if (IsGiven(there, fact)) return;
        var body = there.Status == HttpStatusCode.OK ? Only(there.Body, members) : to.DeepClone().AsObject();
        if (there.Status == HttpStatusCode.OK) body[fact.Split('.')[1]] = to.DeepClone();
        if (members.Contains("document") && body["document"] is null) body["document"] = new JsonObject { ["title"] = "测试文件", ["number"] = district.Id("测文") };
        if (members.Contains("leader") && body["leader"] is null) body["leader"] = new JsonObject { ["name"] = "测试大师" };
        var put = await district.Handler.Caller.PutAsync(path, body);

        // One thing has one id: where the register has it already, its id is what the application has to name.
        if (put.Code == "already-registered") _form["competition"] = put["registeredAs"]!.GetValue<string>();
        else Assert.True(put.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{put}");
    }

    /// <summary>The day of filing is the server's: what came on paper earlier, the counter says.</summary>
    private async Task PlanAsync(string fact, JsonNode to)
    {
        var path = $"/training-plans/{Named("trainingPlan")}";
        var there = await district.Handler.Caller.GetAsync(path);
        if (IsGiven(there, fact)) return;
        var worker = _form["lines"]![0]!["worker"]!;
        var named = new JsonObject { ["name"] = worker["name"]!.DeepClone(), ["idNumber"] = worker["idNumber"]!.DeepClone() };
        var body = there.Status == HttpStatusCode.OK
            ? Only(there.Body, "applicant", "title", "occupation", "level", "classStartsOn", "classEndsOn", "timetable", "receivedOnPaper")
            : to.DeepClone().AsObject();
        var filedOn = there.Status != HttpStatusCode.OK ? to["filedOn"]! : fact == "trainingPlan.filedOn" ? to : body["receivedOnPaper"]!["on"]!;
        body.Remove("filedOn");
        if (there.Status == HttpStatusCode.OK && fact != "trainingPlan.filedOn") body[fact.Split('.')[1]] = to.DeepClone();
        body["receivedOnPaper"] = new JsonObject { ["on"] = filedOn.DeepClone(), ["register"] = district.Id("窗口") };
        body["classEndsOn"] ??= body["classStartsOn"]!.DeepClone();
        body["timetable"] ??= new JsonArray(new JsonObject { ["on"] = body["classStartsOn"]!.DeepClone(), ["from"] = "09:00", ["to"] = "11:30", ["subject"] = "焊接工艺" });
        body["trainees"] = new JsonArray(named);
        await district.Handler.PutAsync(path, body);
    }

    // The other benefit of the line asked for the same part, and was given it.
    private static bool IsGiven(Answer there, string fact) => there.Status == HttpStatusCode.OK && !fact.Contains('.', StringComparison.Ordinal);

    private static JsonObject Only(JsonNode shown, params string[] members) => new(members.Select(member => KeyValuePair.Create(member, shown[member]?.DeepClone())));
}
