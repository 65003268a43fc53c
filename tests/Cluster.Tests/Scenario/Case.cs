using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>A case that was taken, and what officers and its applicant do with it.</summary>
public sealed class Case(District district, Portal applicant, Answer submitted)
{
    private static readonly string[] AllPapers =
    [
        "identityDocument", "labourContract", "socialInsuranceProof", "certificateRoster", "assessmentInvoice", "benefitRoster",
        "competitionDocument", "recognitionDocument", "internshipMaterials", "applicationForm",
    ];

    public string Number { get; } = submitted["caseNumber"]!.GetValue<string>();

    public Answer Submitted => submitted;

    public Portal Applicant => applicant;

    public long Fen => Yuan.Fen(submitted["amount"]!);

    /// <summary>Who stands on the roster, where a story needs them again.</summary>
    public SamplePerson[] People { get; set; } = [];

    /// <summary>Somebody who does not stand on it.</summary>
    public SamplePerson Stranger { get; set; } = null!;

    private int Version { get; set; } = submitted["version"]!.GetValue<int>();

    public async Task<JsonNode> ReadAsync() => (await district.Handler.ReadAsync($"/applications/{Number}")).Body;

    public async Task<string> StatusAsync() => (await ReadAsync())["status"]!.GetValue<string>();

    /// <summary>One stage's decision, all papers seen.</summary>
    public async Task<Answer> DecideAsync(Staff officer, string stage, string outcome, params JsonObject[] lines)
    {
        var answer = await officer.Caller.PostAsync($"/applications/{Number}/decisions", new JsonObject
        {
            ["stage"] = stage,
            ["outcome"] = outcome,
            ["comment"] = "测试意见",
            ["papersSeen"] = new JsonArray([.. AllPapers.Select(paper => JsonValue.Create(paper))]),
            ["lines"] = new JsonArray([.. lines]),
        }, ifMatch: Version);
        if (answer.Status == HttpStatusCode.OK) Version = answer["version"]!.GetValue<int>();
        return answer;
    }

    /// <summary>A command on the case, under the version seen last unless <paramref name="ifMatch"/> is another.</summary>
    public async Task<Answer> DoAsync(Caller caller, string command, JsonObject body, int? ifMatch = null)
    {
        var answer = await caller.PostAsync($"/applications/{Number}/{command}", body, district.Id("do"), ifMatch ?? Version);
        if (answer.Status is HttpStatusCode.OK or HttpStatusCode.Created) Version = answer["version"]!.GetValue<int>();
        return answer;
    }

    /// <summary>A command that has to succeed, and leaves the case in this status.</summary>
    public async Task<Answer> MustAsync(Caller caller, string command, JsonObject body, string status)
    {
        var answer = await DoAsync(caller, command, body);
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.ToString());
        Assert.Equal(status, answer["status"]!.GetValue<string>());
        return answer;
    }

    /// <summary>Reads the version that others may have written.</summary>
    public async Task<Case> RefreshAsync()
    {
        Version = (await ReadAsync())["version"]!.GetValue<int>();
        return this;
    }

    /// <summary>The line decision that turns one line away for this reason.</summary>
    public static JsonObject Reject(int line, string reason, string? benefit = null) => new()
    {
        ["line"] = line,
        ["benefit"] = benefit,
        ["outcome"] = "reject",
        ["reason"] = reason,
        ["comment"] = "测试理由",
    };

    /// <summary>Handler, approver and leader pass it.</summary>
    public async Task<Case> ApproveAsync(params JsonObject[] rejectedLines)
    {
        (await DecideAsync(district.Handler, "handler", "pass", rejectedLines)).Expect(HttpStatusCode.OK);
        (await DecideAsync(district.Approver, "approver", "pass")).Expect(HttpStatusCode.OK);
        var approved = (await DecideAsync(district.Leader, "leader", "pass")).Expect(HttpStatusCode.OK);
        Assert.Equal("approved", approved["status"]!.GetValue<string>());
        return this;
    }

    public async Task RejectAsync() => (await DecideAsync(district.Handler, "handler", "reject")).Expect(HttpStatusCode.OK);

    public async Task WithdrawAsync() =>
        (await applicant.Caller.PostAsync($"/applications/{Number}/withdrawal", new JsonObject { ["reason"] = "测试撤回" })).Expect(HttpStatusCode.OK);
}
