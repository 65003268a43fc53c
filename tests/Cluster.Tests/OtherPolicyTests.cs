using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Policy;
using Gongshu.Testing;
using Gongshu.Testing.Processes;

namespace Gongshu.Cluster.Tests;

/// <summary>A second policy is another file, not another program.</summary>
public sealed class OtherPolicyTests
{
    [Fact]
    public async Task A_policy_without_a_programme_refuses_it_and_pays_the_others()
    {
        using var folder = new TempFolder("policy");
        WriteWithout(folder, "internshipHiring");
        await using var server = await ServerProcess.StartApiAsync(
            $"--Data:Directory={folder["data"]}", $"--Policies:Directory={folder["policies"]}", "--Clock:StartAt=2018-03-20T10:00:00+08:00");
        var district = await District.OpenAsync(server);
        var applicant = await district.RegisterAsync("employer", "internshipBase");

        var refused = await applicant.SubmitAsync(Forms.InternshipHiring(applicant, Forms.InternLine(applicant, district.Person())));
        refused.Expect(HttpStatusCode.UnprocessableEntity, "not-eligible");
        Assert.Equal(RefusalCode.ProgrammeNotOffered.Wire(), Assert.Single(refused["reasons"]!.AsArray())!["code"]!.GetValue<string>());
        Assert.Equal(50_000, (await applicant.FileAsync(Forms.SkillUpgrade(applicant, Forms.UpgradeLine(district.Person())))).Fen);
    }

    private static void WriteWithout(TempFolder folder, string programme)
    {
        Directory.CreateDirectory(folder["policies"]);
        File.Copy(Checkout.At("policies", "working-days-cn.json"), Path.Combine(folder["policies"], "working-days-cn.json"));
        var policy = JsonNode.Parse(File.ReadAllText(Checkout.At("policies", "gongshu-2018.json")))!;
        var programmes = policy["programmes"]!.AsArray();
        Assert.True(programmes.Remove(programmes.Single(entry => entry!["programme"]!.GetValue<string>() == programme)));
        File.WriteAllText(Path.Combine(folder["policies"], "gongshu-2018.json"), policy.ToJsonString());
    }
}
