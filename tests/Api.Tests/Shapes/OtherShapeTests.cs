using System.Text.Json.Nodes;
using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Tests.Shapes;

[Collection(Front.Name)]
public sealed class OtherShapeTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Host;

    private static readonly string Plan = $$"""
        {"applicant":"{{RightBodies.Uscc}}","title":"焊工培训","occupation":{"code":"6-18-02-04","name":"焊工"},"level":"senior",
         "classStartsOn":"2018-03-20","classEndsOn":"2018-03-25","timetable":[{"on":"2018-03-20","from":"08:30","to":"11:30","subject":"理论"}],
         "trainees":[{"name":"测试一号","idNumber":"{{RightBodies.People[0].IdNumber}}"}]}
        """;

    private static readonly string Studio = $$$"""
        {"name":"测试工作室","leader":{"name":"测试一号"},"host":"{{{RightBodies.Uscc}}}","level":"district","recognisedOn":"2018-02-01","document":{"title":"认定文件","number":"1"}}
        """;

    private static readonly string Competition = $$$"""
        {"name":"测试竞赛","year":2018,"class":"A","organiser":"{{{RightBodies.Uscc}}}","document":{"title":"竞赛文件","number":"1"}}
        """;

    [Theory]
    [InlineData("/classEndsOn", "\"2018-03-19\"", "out-of-range")]
    [InlineData("/timetable", "[]", "out-of-range")]
    [InlineData("/trainees", "[]", "out-of-range")]
    [InlineData("/timetable/0/from", "\"8:30\"", "invalid-date")]
    [InlineData("/timetable/0/to", "\"24:30\"", "invalid-date")]
    [InlineData("/timetable/0/to", "\"08:00\"", "out-of-range")]
    [InlineData("/trainees/0/idNumber", "\"1\"", "invalid-id-number")]
    [InlineData("/trainees/0/workerRef", "1", "wrong-type")]
    [InlineData("/level", "\"五级\"", "unknown-value")]
    public Task Faults_of_a_training_plan(string pointer, string json, string code) =>
        Spoilt("/api/v1/training-plans/p-1", Plan, pointer, json, code);

    [Fact]
    public async Task A_trainee_is_named_by_reference_or_by_number_and_not_by_both()
    {
        var body = JsonNode.Parse(Plan)!.AsObject();
        body["trainees"]![0]!["workerRef"] = "w_a";
        var both = await _host.PutAsync("/api/v1/training-plans/p-1", body.ToJsonString(), _host.Token(null, RoleName.Handler));
        Assert.Equal(["/trainees/0/name out-of-range", "/trainees/0/idNumber out-of-range"], both.Json["errors"]!.AsArray().Select(fault => $"{fault!["pointer"]} {fault["code"]}"));
        body["trainees"] = new JsonArray(new JsonObject { ["workerRef"] = "w_a" });
        (await _host.PutAsync("/api/v1/training-plans/p-1", body.ToJsonString(), _host.Token(null, RoleName.Handler))).ShouldBe(ProblemCode.NotFound);
    }

    [Theory]
    [InlineData("/level", "\"county\"", "unknown-value")]
    [InlineData("/host", "\"1\"", "invalid-uscc")]
    [InlineData("/leader", "\"测试\"", "wrong-type")]
    [InlineData("/document/number", "-", "required")]
    [InlineData("/recognisedOn", "\"2018-13-01\"", "invalid-date")]
    public Task Faults_of_a_studio(string pointer, string json, string code) =>
        Spoilt("/api/v1/master-studios/s-1", Studio, pointer, json, code);

    [Theory]
    [InlineData("/class", "\"a\"", "unknown-value")]
    [InlineData("/class", "\"C\"", "unknown-value")]
    [InlineData("/year", "18", "out-of-range")]
    [InlineData("/year", "\"2018\"", "wrong-type")]
    public Task Faults_of_a_competition(string pointer, string json, string code) =>
        Spoilt("/api/v1/competitions/c-1", Competition, pointer, json, code);

    [Theory]
    [InlineData("A")]
    [InlineData("B")]
    [InlineData("worldSkills")]
    public async Task The_classes_of_competitions_are_written_as_in_papers(string name)
    {
        var body = JsonNode.Parse(Competition)!.AsObject();
        body["class"] = name;
        (await _host.PutAsync("/api/v1/competitions/c-1", body.ToJsonString(), _host.Token(null, RoleName.Leader))).ShouldBe(ProblemCode.NotFound);
    }

    [Theory]
    [InlineData("/weekdaysOff/0", "\"2019-01-01\"", "out-of-range")]
    [InlineData("/weekdaysOff/0", "\"2018-01-06\"", "out-of-range")]
    [InlineData("/weekdaysOff/1", "\"2018-01-01\"", "out-of-range")]
    [InlineData("/weekendDaysWorked/0", "\"2018-02-12\"", "out-of-range")]
    [InlineData("/source", "\" \"", "required")]
    public Task Faults_of_a_calendar(string pointer, string json, string code) =>
        Spoilt("/api/v1/calendar/2018", """{"weekdaysOff":["2018-01-01"],"weekendDaysWorked":["2018-02-11"],"source":"国办发明电"}""", pointer, json, code, RoleName.Admin);

    [Theory]
    [InlineData("{}", "/name", "required")]
    [InlineData("""{"name":"测试","kinds":["school"]}""", "/kinds/0", "unknown-value")]
    [InlineData("""{"name":"测试","inDistrict":"yes"}""", "/inDistrict", "wrong-type")]
    [InlineData("""{"name":"测试","bank":{"bankName":"b","accountName":"a"}}""", "/bank/accountNumber", "required")]
    public async Task Faults_of_an_enterprise(string body, string pointer, string code)
    {
        var reply = await _host.PutAsync("/api/v1/enterprises/" + RightBodies.Uscc, body, _host.Token(null, RoleName.Handler));
        Assert.Equal([(pointer, code)], reply.ShouldBe(ProblemCode.InvalidRequest).Errors);
    }

    [Theory]
    [InlineData("""{"stage":"handler","outcome":"return"}""", "/comment", "required")]
    [InlineData("""{"stage":"handler","outcome":"reject","comment":"  "}""", "/comment", "required")]
    [InlineData("""{"stage":"handler","outcome":"return","comment":7}""", "/comment", "wrong-type")]
    [InlineData("""{"stage":"clerk","outcome":"pass"}""", "/stage", "unknown-value")]
    [InlineData("""{"stage":"handler","outcome":"pass","papersSeen":["passport"]}""", "/papersSeen/0", "unknown-value")]
    [InlineData("""{"stage":"handler","outcome":"pass","lines":[{"line":1,"outcome":"reject","reason":"postDoesNotFit","comment":"x"}]}""", "/lines/0/reason", "unknown-value")]
    [InlineData("""{"stage":"handler","outcome":"pass","lines":[{"line":1,"outcome":"reject"}]}""", "/lines/0/comment", "required")]
    public async Task Faults_of_a_decision(string body, string pointer, string code)
    {
        var reply = await _host.PostAsync("/api/v1/applications/GS-2018Q1-000001/decisions", body, _host.Token(null, RoleName.Handler), ("If-Match", "\"1\""));
        Assert.Equal([(pointer, code)], reply.ShouldBe(ProblemCode.InvalidRequest).Errors);
    }

    [Theory]
    [InlineData("{}", "/idNumber", "required")]
    [InlineData("""{"idNumber":"330105199001011237","name":"测试"}""", "/name", "out-of-range")]
    [InlineData("""{"name":""}""", "/name", "required")]
    public async Task Faults_of_a_search(string body, string pointer, string code)
    {
        var reply = await _host.PostAsync("/api/v1/applications/search", body, _host.Token(null, RoleName.Handler));
        Assert.Equal([(pointer, code)], reply.ShouldBe(ProblemCode.InvalidRequest).Errors);
    }

    [Theory]
    [InlineData("""{"reason":"x"}""", "/closesOn", "required")]
    [InlineData("""{"opensOn":"2018-03-05","closesOn":"2018-03-04","reason":"x"}""", "/closesOn", "out-of-range")]
    [InlineData("""{"closesOn":"2018-04-04"}""", "/reason", "required")]
    public async Task Faults_of_an_override(string body, string pointer, string code)
    {
        var reply = await _host.PostAsync("/api/v1/windows/2018Q1/overrides", body, _host.Token(null, RoleName.Leader));
        Assert.Equal([(pointer, code)], reply.ShouldBe(ProblemCode.InvalidRequest).Errors);
    }

    [Theory]
    [InlineData("""{"sub":"u","roles":[]}""", "/roles", "out-of-range")]
    [InlineData("""{"sub":"u","roles":["system"]}""", "/roles/0", "unknown-value")]
    [InlineData("""{"sub":"u","roles":["portal"]}""", "/org", "required")]
    [InlineData("""{"sub":"u","roles":["portal"],"org":"1"}""", "/org", "invalid-uscc")]
    [InlineData("""{"roles":["handler"]}""", "/sub", "required")]
    public async Task Faults_of_a_token(string body, string pointer, string code)
    {
        var reply = await _host.PostAsync("/dev/tokens", body, null);
        Assert.Equal([(pointer, code)], reply.ShouldBe(ProblemCode.InvalidRequest).Errors);
    }

    [Theory]
    [InlineData("\"2018-04-01\"")]
    [InlineData("\"2018-04-01T00:00:05\"")]
    [InlineData("\"2018-04-31T00:00:05+08:00\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    public async Task An_instant_without_offset_or_that_never_was_is_refused(string json)
    {
        var reply = await _host.PostAsync("/dev/clock", $"{{\"now\":{json}}}", null);
        Assert.Equal([("/now", "invalid-date")], reply.ShouldBe(ProblemCode.InvalidRequest).Errors);
    }

    private async Task Spoilt(string path, string right, string pointer, string json, string code, RoleName role = RoleName.Handler)
    {
        var token = _host.Token(null, role);
        (await _host.PutAsync(path, right, token)).ShouldBe(ProblemCode.NotFound);
        var reply = await _host.PutAsync(path, JsonNode.Parse(right)!.AsObject().With(pointer, json).ToJsonString(), token);
        Assert.Equal([(pointer, code)], reply.ShouldBe(ProblemCode.InvalidRequest).Errors);
    }
}
