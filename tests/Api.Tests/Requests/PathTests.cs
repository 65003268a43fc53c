using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Api.Tests.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Tests.Requests;

[Collection(Front.Name)]
public sealed class PathTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Host;

    [Theory]
    [InlineData("/api/v1/applications/GS-2018Q1-123")]
    [InlineData("/api/v1/applications/GS-2018Q1-0000123")]
    [InlineData("/api/v1/applications/gs-2018Q1-000123")]
    [InlineData("/api/v1/enterprises/1")]
    [InlineData("/api/v1/training-plans/.hidden")]
    [InlineData("/api/v1/training-plans/a%2Fb")]
    [InlineData("/api/v1/master-studios/a%20b")]
    [InlineData("/api/v1/competitions/%E7%AB%9E%E8%B5%9B")]
    [InlineData("/api/v1/windows/2018Q5")]
    [InlineData("/api/v1/calendar/18")]
    [InlineData("/api/v1/calendar/02018")]
    [InlineData("/api/v1/batches/B-2018Q1-01")]
    [InlineData("/api/v1/batches/B-2018Q1-")]
    [InlineData("/api/v1/workers/w_123/claims")]
    [InlineData("/api/v1/policies/..")]
    [InlineData("/api/v1/nowhere")]
    [InlineData("/nowhere")]
    public async Task What_is_no_id_names_nothing(string path) => (await _host.GetAsync(path, _host.Token(null, RoleName.Leader))).ShouldBe(ProblemCode.NotFound);

    [Theory]
    [InlineData("/api/v1/enterprises/1", "/uscc", "invalid-uscc", """{"name":"测试"}""")]
    [InlineData("/api/v1/calendar/18", "/year", "out-of-range", """{"weekdaysOff":[],"weekendDaysWorked":[],"source":"x"}""")]
    public async Task An_id_of_the_wrong_form_is_a_fault_of_a_put(string path, string pointer, string code, string body) =>
        Assert.Equal([(pointer, code)], (await _host.PutAsync(path, body, _host.Token(null, RoleName.Admin))).ShouldBe(ProblemCode.InvalidRequest).Errors);

    [Fact]
    public async Task Another_method_is_not_allowed_and_told_which_are()
    {
        var reply = (await _host.SendAsync(HttpMethod.Delete, "/api/v1/policies", null, _host.Token(null, RoleName.Leader))).ShouldBe(ProblemCode.MethodNotAllowed);
        Assert.Equal("GET", reply.Headers["Allow"]);
    }

    [Fact]
    public async Task A_portal_sees_an_empty_history_of_anybody_and_staff_see_that_there_is_none()
    {
        foreach (var reference in new[] { "w_" + new string('a', 32), "nonsense" })
        {
            var path = $"/api/v1/workers/{reference}/claims";
            var json = (await _host.GetAsync(path, _host.Token(RightBodies.Uscc, RoleName.Portal))).Json;
            Assert.Equal(reference, (string?)json["workerRef"]);
            Assert.Null(json["maskedId"]);
            Assert.Empty(json["items"]!.AsArray());
            Assert.Equal(0, (int)json["totals"]!["live"]!);
            (await _host.GetAsync(path, _host.Token(null, RoleName.Finance))).ShouldBe(ProblemCode.NotFound);
        }
    }

    [Fact]
    public async Task The_code_of_an_enterprise_is_normalised_also_in_the_path()
    {
        await using var host = await ApiHost.StartAsync();
        await host.GetAsync("/api/v1/enterprises/" + RightBodies.Uscc.ToLowerInvariant(), host.Token(null, RoleName.Leader));
        Assert.Equal(GrainKeys.Enterprise(RightBodies.Uscc), host.Grains.Calls.Single().Key);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("A-z_0.9")]
    [InlineData("-x")]
    public async Task Ids_that_a_client_may_choose_are_accepted(string id)
    {
        await using var host = await ApiHost.StartAsync();
        await host.GetAsync("/api/v1/competitions/" + id, host.Token(null, RoleName.Leader));
        Assert.Equal("cmp-" + id, host.Grains.Calls.Single().Key);
    }

    [Fact]
    public async Task Sixty_four_characters_are_an_id_and_one_more_is_not()
    {
        await using var host = await ApiHost.StartAsync();
        await host.GetAsync("/api/v1/competitions/" + new string('a', 65), host.Token(null, RoleName.Leader));
        Assert.Empty(host.Grains.Calls);
        await host.GetAsync("/api/v1/competitions/" + new string('a', 64), host.Token(null, RoleName.Leader));
        Assert.Single(host.Grains.Calls);
    }
}
