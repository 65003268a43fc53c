using System.Text.Json.Nodes;
using Gongshu.Testing.Samples;

namespace Gongshu.Api.Tests.Shapes;

/// <summary>Right bodies of every programme, for tests to spoil.</summary>
internal static class RightBodies
{
    public static readonly SamplePeople People = new(31);

    public static string Uscc => People.Enterprise(0).Uscc;

    public static JsonObject Application(string programme = "skillUpgrade", int lines = 1)
    {
        var body = new JsonObject
        {
            ["programme"] = programme,
            ["applicant"] = Uscc,
            ["contact"] = new JsonObject { ["name"] = "测试联系人", ["phone"] = "0571-00000000" },
        };
        if (programme == "skillTraining") body["trainingPlan"] = "plan-1";
        if (programme is "competitionTraining" or "worldSkills") body["competition"] = "cmp-1";
        if (programme == "masterStudio") body["masterStudio"] = "studio-1";
        else body["lines"] = new JsonArray([.. Enumerable.Range(0, lines).Select(i => Line(programme, i))]);
        return body;
    }

    public static JsonNode Line(string programme, int index)
    {
        var person = People[index];
        var line = new JsonObject
        {
            ["line"] = index + 1,
            ["worker"] = new JsonObject { ["name"] = person.Name, ["idNumber"] = person.IdNumber, ["phone"] = person.Phone, ["migrant"] = false },
        };
        if (programme is "skillTraining" or "skillUpgrade" or "competitionTraining") line["certificate"] = Certificate(person.CertificateNumber);
        if (programme is "skillTraining" or "skillUpgrade") line["employment"] = Employment();
        if (programme == "skillUpgrade") line["signedByWorker"] = true;
        if (programme == "internshipHiring") line["internship"] = Internship();
        if (programme == "worldSkills") line["award"] = Award();
        return line;
    }

    public static JsonObject Certificate(string number) => new()
    {
        ["number"] = number,
        ["occupation"] = new JsonObject { ["code"] = "6-18-02-04", ["name"] = "焊工" },
        ["level"] = "technician",
        ["issuedOn"] = "2018-02-11",
        ["declaredBy"] = Uscc,
    };

    public static JsonObject Employment() => new()
    {
        ["contractFrom"] = "2016-07-01",
        ["contractTo"] = "2019-06-30",
        ["socialInsuranceInHangzhou"] = true,
        ["position"] = "焊工",
    };

    public static JsonObject Internship() => new()
    {
        ["base"] = Uscc,
        ["from"] = "2017-09-01",
        ["to"] = "2018-01-31",
        ["education"] = "bachelor",
        ["contractFrom"] = "2018-02-01",
        ["socialInsurance"] = true,
    };

    public static JsonObject Award() => new() { ["edition"] = 45, ["announcedOn"] = "2018-06-20", ["kind"] = "goldMedalTeam", ["occupation"] = "焊接" };

    /// <summary>Puts a value at a pointer; null as a value, <c>"-"</c> as JSON text, takes the member away.</summary>
    public static JsonObject With(this JsonObject body, string pointer, string json)
    {
        var steps = pointer.Split('/')[1..];
        JsonNode node = body;
        foreach (var step in steps[..^1]) node = node is JsonArray array ? array[int.Parse(step)]! : node[step]!;
        var last = steps[^1];
        if (node is JsonArray list)
        {
            if (int.Parse(last) == list.Count) list.Add(JsonNode.Parse(json));
            else list[int.Parse(last)] = JsonNode.Parse(json);
        }
        else if (json == "-")
        {
            node.AsObject().Remove(last);
        }
        else
        {
            node[last] = JsonNode.Parse(json);
        }

        return body;
    }
}
