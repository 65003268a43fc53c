using System.Text.Json.Nodes;
using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Api.Tests.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Tests.Security;

/// <summary>Every operation of the running document against every principal.</summary>
[Collection(Front.Name)]
public sealed class RoleMatrixTests(SharedHost shared)
{
    private const string All = "portal handler approver leader finance auditor admin";
    private const string Staff = "handler approver leader finance auditor admin";
    private const string Histories = "portal handler approver leader finance auditor";

    /// <summary>The contract's table "Who may do what", once more and by hand. <c>*</c>: anybody, without a token.</summary>
    private static readonly Dictionary<string, string> Table = new(StringComparer.Ordinal)
    {
        ["POST /api/v1/applications"] = "portal handler",
        ["POST /api/v1/applications/precheck"] = "portal handler",
        ["POST /api/v1/applications/search"] = "handler approver leader finance auditor",
        ["POST /api/v1/applications/rosters"] = "portal handler",
        ["GET /api/v1/applications/roster-template.xlsx"] = "portal handler",
        ["GET /api/v1/applications"] = All,
        ["GET /api/v1/applications/{caseNumber}"] = All,
        ["POST /api/v1/applications/{caseNumber}/decisions"] = "handler approver leader",
        ["POST /api/v1/applications/{caseNumber}/withdrawal"] = "portal handler",
        ["GET /api/v1/applications/{caseNumber}/audit"] = Staff,
        ["GET /api/v1/applications/{caseNumber}/explanation"] = All,
        ["GET /api/v1/applications/{caseNumber}/forms/annex-1.pdf"] = All,
        ["GET /api/v1/applications/{caseNumber}/forms/annex-2.pdf"] = All,
        ["GET /api/v1/applications/{caseNumber}/forms/annex-2.xlsx"] = All,
        ["GET /api/v1/applications/{caseNumber}/forms/receipt.pdf"] = All,
        ["GET /api/v1/applications/{caseNumber}/forms/correction-notice.pdf"] = All,
        ["GET /api/v1/applications/{caseNumber}/forms/decision.pdf"] = All,
        ["POST /api/v1/applications/{caseNumber}/resubmission"] = "portal handler",
        ["POST /api/v1/applications/{caseNumber}/decisions/{round}/{stage}/reversal"] = "handler approver leader",
        ["POST /api/v1/applications/{caseNumber}/appeals"] = "portal handler",
        ["GET /api/v1/applications/{caseNumber}/appeals/{number}"] = All,
        ["POST /api/v1/applications/{caseNumber}/appeals/{number}/decision"] = "leader",
        ["POST /api/v1/applications/{caseNumber}/stop"] = "leader finance",
        ["POST /api/v1/applications/{caseNumber}/stop/release"] = "leader finance",
        ["POST /api/v1/applications/{caseNumber}/clawback"] = "finance",
        ["POST /api/v1/applications/{caseNumber}/clawback/repayments"] = "finance",
        ["POST /api/v1/applications/{caseNumber}/assignment"] = "handler approver leader",
        ["POST /api/v1/attachments"] = "portal handler",
        ["GET /api/v1/attachments/{id}"] = All,
        ["GET /api/v1/clawbacks"] = "finance leader auditor",
        ["GET /api/v1/queue"] = Staff,
        ["GET /api/v1/audit"] = "auditor leader",
        ["POST /api/v1/workers/lookup"] = "handler approver leader finance auditor",
        ["GET /api/v1/workers/{workerRef}/claims"] = Histories,
        ["GET /api/v1/workers/{workerRef}/claims.pdf"] = Histories,
        ["GET /api/v1/workers/{workerRef}/entitlements"] = Histories,
        ["GET /api/v1/workers/{workerRef}/cases"] = "handler approver leader finance auditor",
        ["GET /api/v1/workers/{workerRef}/merge"] = "handler approver leader finance auditor",
        ["POST /api/v1/workers/{workerRef}/merge"] = "handler leader",
        ["POST /api/v1/workers/{workerRef}/unmask"] = "handler approver leader finance auditor",
        ["GET /api/v1/enterprises"] = All,
        ["GET /api/v1/enterprises/{uscc}"] = All,
        ["PUT /api/v1/enterprises/{uscc}"] = "portal handler admin",
        ["GET /api/v1/enterprises/{uscc}/claims"] = Histories,
        ["POST /api/v1/enterprises/{uscc}/bank/confirmation"] = "finance",
        ["GET /api/v1/training-plans"] = All,
        ["GET /api/v1/training-plans/{id}"] = All,
        ["PUT /api/v1/training-plans/{id}"] = "portal handler",
        ["GET /api/v1/master-studios"] = All,
        ["GET /api/v1/master-studios/{id}"] = All,
        ["PUT /api/v1/master-studios/{id}"] = "handler leader admin",
        ["GET /api/v1/master-studios/{id}/claims"] = Histories,
        ["GET /api/v1/competitions"] = All,
        ["GET /api/v1/competitions/{id}"] = All,
        ["PUT /api/v1/competitions/{id}"] = "handler leader admin",
        ["GET /api/v1/competitions/{id}/claims"] = Histories,
        ["GET /api/v1/calendar/{year}"] = All,
        ["GET /api/v1/reports/annual/{year}"] = Staff,
        ["GET /api/v1/reports/annual/{year}/inputs"] = Staff,
        ["PUT /api/v1/reports/annual/{year}/inputs"] = "leader admin",
        ["GET /api/v1/reports/windows/{window}"] = Staff,
        ["GET /api/v1/reports/annual/{year}.csv"] = Staff,
        ["GET /api/v1/reports/annual/{year}.xlsx"] = Staff,
        ["GET /api/v1/reports/windows/{window}.csv"] = Staff,
        ["GET /api/v1/reports/windows/{window}.xlsx"] = Staff,
        ["GET /api/v1/honours/{year}"] = All,
        ["GET /api/v1/honours/{year}/shortlist"] = Staff,
        ["GET /api/v1/honours/{year}/enterprises/{uscc}"] = All,
        ["PUT /api/v1/honours/{year}/enterprises/{uscc}"] = "leader",
        ["DELETE /api/v1/honours/{year}/enterprises/{uscc}"] = "leader",
        ["PUT /api/v1/calendar/{year}"] = "admin",
        ["GET /api/v1/windows"] = All,
        ["GET /api/v1/windows/current"] = All,
        ["GET /api/v1/windows/{window}"] = All,
        ["POST /api/v1/windows/{window}/overrides"] = "leader",
        ["GET /api/v1/windows/{window}/settlement"] = Staff,
        ["POST /api/v1/windows/{window}/settlement"] = "finance",
        ["GET /api/v1/batches"] = "finance leader auditor",
        ["GET /api/v1/batches/{batchId}"] = "finance leader auditor",
        ["POST /api/v1/batches/{batchId}/release"] = "finance",
        ["POST /api/v1/batches/{batchId}/results"] = "finance",
        ["GET /api/v1/batches/{batchId}/reconciliation"] = "finance leader auditor",
        ["GET /api/v1/batches/{batchId}/payment-file.csv"] = "finance leader auditor",
        ["GET /api/v1/transparency/tree-head"] = "*",
        ["GET /api/v1/transparency/consistency"] = "*",
        ["GET /api/v1/transparency/key"] = "*",
        ["GET /api/v1/transparency/inclusion"] = All,
        ["GET /api/v1/transparency/checkpoint"] = "auditor leader",
        ["GET /api/v1/batches/{batchId}/payment-file.xlsx"] = "finance leader auditor",
        ["GET /api/v1/batches/{batchId}/by-payee.xlsx"] = "finance leader auditor",
        ["GET /api/v1/policies"] = All,
        ["GET /api/v1/policies/{id}"] = All,
        ["GET /api/v1/policies/{id}/refusals"] = All,
        ["POST /api/v1/policies/simulations"] = "leader finance admin",
        ["GET /api/v1/events"] = All,
        ["POST /api/v1/webhooks"] = "portal admin",
        ["GET /api/v1/webhooks"] = "portal admin",
        ["GET /api/v1/webhooks/{id}"] = "portal admin",
        ["DELETE /api/v1/webhooks/{id}"] = "portal admin",
        ["GET /api/v1/webhooks/{id}/deliveries"] = "portal admin",
        ["POST /api/v1/webhooks/{id}/deliveries/{sequence}/redelivery"] = "portal admin",
        ["GET /problems/{code}"] = "*",
        ["POST /dev/tokens"] = "*",
        ["GET /dev/clock"] = "*",
        ["POST /dev/clock"] = "*",
    };

    private readonly ApiHost _host = shared.Host;

    [Fact]
    public async Task Every_operation_has_a_row_and_every_row_an_operation() =>
        Assert.Equal(Table.Keys.Order(StringComparer.Ordinal), (await OperationsAsync()).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Each_principal_gets_through_exactly_where_the_table_says()
    {
        var wrong = new List<string>();
        foreach (var operation in await OperationsAsync())
        {
            var row = Table[operation].Split(' ');
            foreach (var role in Enum.GetValues<RoleName>())
            {
                var name = Json.WireNames.Of(role);
                var reply = await CallAsync(operation, _host.Token(role == RoleName.Portal ? "*" : null, role));
                var through = reply.Status is not (401 or 403);
                if (through != (row.Contains(name) || row is ["*"])) wrong.Add($"{operation} as {name}: {reply.Status}");
                if (reply.Status >= 500) wrong.Add($"{operation} as {name}: {reply.Status} {reply.Text}");
                if (!through) reply.ShouldBe(ProblemCode.Forbidden);
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Without_a_token_nothing_under_the_base_path_answers_but_401()
    {
        foreach (var operation in (await OperationsAsync()).Where(operation => Table[operation] != "*"))
        {
            var reply = (await CallAsync(operation, null)).ShouldBe(ProblemCode.Unauthenticated);
            Assert.Equal("Bearer", reply.Headers["WWW-Authenticate"]);
        }
    }

    [Fact]
    public async Task A_role_is_asked_before_the_body_is_looked_at()
    {
        var token = _host.Token(null, RoleName.Auditor);
        var content = new StringContent("not json", System.Text.Encoding.UTF8, "text/plain");
        (await _host.SendAsync(HttpMethod.Post, "/api/v1/applications", content, token)).ShouldBe(ProblemCode.Forbidden);
        (await _host.SendAsync(HttpMethod.Post, "/api/v1/applications", new StringContent("x"), null)).ShouldBe(ProblemCode.Unauthenticated);
    }

    [Fact]
    public async Task A_token_with_several_roles_may_do_what_any_of_them_may()
    {
        var token = _host.Token(null, RoleName.Auditor, RoleName.Finance);
        (await _host.GetAsync("/api/v1/audit", token)).ShouldBe(ProblemCode.NotFound);
        (await _host.PostAsync("/api/v1/batches/B-2018Q1-1/release", "{}", token)).ShouldBe(ProblemCode.NotFound);
    }

    [Fact]
    public async Task A_foreign_applicant_in_the_body_is_told_so_after_the_shape()
    {
        var token = _host.Token(RightBodies.People.Enterprise(1).Uscc, RoleName.Portal);
        var body = RightBodies.Application();
        (await _host.PostAsync("/api/v1/applications", body.ToJsonString(), token, ("Idempotency-Key", "k"))).ShouldBe(ProblemCode.NotYourOrganisation);
        (await _host.PostAsync("/api/v1/applications/precheck", body.ToJsonString(), token)).ShouldBe(ProblemCode.NotYourOrganisation);
        body["programme"] = "x";
        (await _host.PostAsync("/api/v1/applications", body.ToJsonString(), token, ("Idempotency-Key", "k"))).ShouldBe(ProblemCode.InvalidRequest);
    }

    [Fact]
    public async Task A_foreign_enterprise_in_the_path_is_missing()
    {
        var token = _host.Token(RightBodies.People.Enterprise(1).Uscc, RoleName.Portal);
        (await _host.PutAsync("/api/v1/enterprises/" + RightBodies.Uscc, """{"name":"测试"}""", token)).ShouldBe(ProblemCode.NotFound);
    }

    [Fact]
    public async Task A_decision_takes_the_role_of_its_stage()
    {
        const string path = "/api/v1/applications/GS-2018Q1-000001/decisions";
        var body = """{"stage":"leader","outcome":"pass"}""";
        (await _host.PostAsync(path, body, _host.Token(null, RoleName.Handler), ("If-Match", "\"1\""))).ShouldBe(ProblemCode.Forbidden);
        (await _host.PostAsync(path, body, _host.Token(null, RoleName.Handler, RoleName.Leader), ("If-Match", "\"1\""))).ShouldBe(ProblemCode.NotFound);
    }

    private async Task<List<string>> OperationsAsync()
    {
        var document = (await _host.GetAsync("/openapi/v1.json", null)).Json;
        var operations = new List<string>();
        foreach (var (path, item) in document["paths"]!.AsObject())
            operations.AddRange(item!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path}"));
        return operations;
    }

    private Task<Reply> CallAsync(string operation, string? token)
    {
        var (method, path) = (operation.Split(' ')[0], operation.Split(' ')[1]);
        path = path.Replace("{caseNumber}", "GS-2018Q1-000001", StringComparison.Ordinal)
            .Replace("{workerRef}", "w_" + new string('a', 32), StringComparison.Ordinal)
            .Replace("{uscc}", RightBodies.Uscc, StringComparison.Ordinal)
            .Replace("{window}", "2018Q1", StringComparison.Ordinal)
            .Replace("{batchId}", "B-2018Q1-1", StringComparison.Ordinal)
            .Replace("{year}", "2018", StringComparison.Ordinal)
            .Replace("{round}", "1", StringComparison.Ordinal)
            .Replace("{stage}", "handler", StringComparison.Ordinal)
            .Replace("{number}", "1", StringComparison.Ordinal)
            .Replace("{code}", "not-found", StringComparison.Ordinal)
            .Replace("{sequence}", "1", StringComparison.Ordinal)
            .Replace("{id}", "x-1", StringComparison.Ordinal);
        return method == "GET" ? _host.GetAsync(path, token) : _host.SendAsync(new HttpMethod(method), path, ApiHost.Json("{}"), token, ("Idempotency-Key", "k"));
    }
}
