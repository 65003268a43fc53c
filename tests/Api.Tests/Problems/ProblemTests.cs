using System.Text.Json.Nodes;
using Gongshu.Api.Problems;
using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Api.Tests.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;
using Orleans.Runtime;

namespace Gongshu.Api.Tests.Problems;

public sealed class ProblemTests : IAsyncLifetime
{
    private ApiHost _host = null!;
    private string _handler = "";

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _handler = _host.Token(null, RoleName.Handler);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Every_code_has_a_page_in_both_languages()
    {
        var codes = Enum.GetValues<ProblemCode>().Select(code => code.Wire())
            .Concat(Enum.GetValues<RefusalCode>().Select(code => code.Wire())).Concat(FaultCode.All);
        foreach (var code in codes)
        {
            var page = await _host.GetAsync("/problems/" + code, null);
            Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
            Assert.Contains(code, page.Text, StringComparison.Ordinal);
            Assert.Matches("<section lang=\"zh-CN\"><h2>.+</h2><p>.+</p></section>", page.Text);
            Assert.Matches("<section lang=\"en\"><h2>.+</h2><p>.+</p></section>", page.Text);
        }

        (await _host.GetAsync("/problems/no-such-code", null)).ShouldBe(ProblemCode.NotFound);
    }

    [Fact]
    public async Task Titles_follow_the_language_and_codes_do_not()
    {
        var chinese = (await _host.GetAsync("/api/v1/nowhere", _handler)).Json;
        var english = (await _host.GetAsync("/api/v1/nowhere", _handler, ("Accept-Language", "en"))).Json;
        Assert.Equal(("不存在", "Not found"), ((string?)chinese["title"], (string?)english["title"]));
        Assert.Equal((string?)chinese["code"], (string?)english["code"]);
        var mixed = await _host.GetAsync("/api/v1/nowhere", _handler, ("Accept-Language", "en;q=0.5, zh;q=0.9"));
        Assert.Equal("不存在", (string?)mixed.Json["title"]);
    }

    [Fact]
    public async Task Faults_of_input_are_told_in_English_too()
    {
        var reply = await _host.PutAsync("/api/v1/enterprises/" + RightBodies.Uscc, "{}", _handler, ("Accept-Language", "en"));
        Assert.Equal("This is required.", (string?)reply.Json["errors"]![0]!["detail"]);
    }

    [Fact]
    public async Task A_refusal_carries_the_members_of_its_code_and_no_others()
    {
        var window = await SubmitAsync(new Refusal { Code = ProblemCode.WindowClosed, NextOpensOn = new DateOnly(2018, 6, 1), NextClosesOn = new DateOnly(2018, 6, 30) });
        Members(window, "nextClosesOn", "nextOpensOn");
        Assert.Equal("2018-06-01", (string?)window["nextOpensOn"]);

        var missing = await SubmitAsync(new Refusal { Code = ProblemCode.IncompleteDocuments, Missing = [new MissingPaper(DocumentKind.LabourContract, "四(二)")] });
        Members(missing, "missing");
        Assert.Equal("""[{"kind":"labourContract","clause":"四(二)"}]""", missing["missing"]!.ToJsonString(Relaxed));

        var mismatch = await SubmitAsync(new Refusal
        {
            Code = ProblemCode.AmountMismatch,
            RequestedAmount = Money.Yuan(1),
            ComputedAmount = Money.Yuan(2),
            LineAmounts = [new LineAmount(1, Money.Yuan(2))],
        });
        Members(mismatch, "computedAmount", "lines", "requestedAmount");
        Assert.Equal("""[{"line":1,"amount":2.00}]""", mismatch["lines"]!.ToJsonString(Relaxed));

        var notEligible = await SubmitAsync(new Refusal { Code = ProblemCode.NotEligible, Lines = Samples.Case.Lines });
        Members(notEligible, "lines", "reasons");
        Assert.Empty(notEligible["reasons"]!.AsArray());

        var undecided = await SubmitAsync(new Refusal { Code = ProblemCode.CasesUndecided, Cases = [Samples.Case.CaseNumber] });
        Assert.Equal("""["GS-2018Q1-000123"]""", undecided["cases"]!.ToJsonString());

        Members(await SubmitAsync(new Refusal { Code = ProblemCode.IllegalTransition, CaseStatus = CaseStatus.PaymentFailed }), "caseStatus");
        Members(await SubmitAsync(new Refusal { Code = ProblemCode.IdempotencyKeyReused, Pointer = "/lines/0" }), "pointer");
    }

    [Fact]
    public async Task To_a_portal_a_foreign_holder_has_explicit_nulls()
    {
        var conflict = new ConflictView(1, Benefit.SkillUpgrade, "skillUpgrade:6-18-02-04:senior", new HolderView(null, CaseStatus.Paid, null, false));
        var problem = await SubmitAsync(new Refusal { Code = ProblemCode.DuplicateClaim, Conflicts = [conflict] });
        Assert.Equal(
            """[{"line":1,"benefit":"skillUpgrade","entitlementKey":"skillUpgrade:6-18-02-04:senior","heldBy":{"caseNumber":null,"status":"paid","submittedOn":null,"sameApplicant":false}}]""",
            problem["conflicts"]!.ToJsonString(Relaxed));
    }

    [Fact]
    public async Task A_request_in_progress_says_when_to_come_again()
    {
        _host.Grains.On<ISubmissionGrain>(nameof(ISubmissionGrain.Submit), _ => (Answer<CaseView>)ProblemCode.RequestInProgress);
        var reply = await _host.PostAsync("/api/v1/applications", RightBodies.Application().ToJsonString(), _handler, ("Idempotency-Key", "k"));
        Assert.Equal("2", reply.ShouldBe(ProblemCode.RequestInProgress).Headers["Retry-After"]);
    }

    public static TheoryData<Exception, ProblemCode, ProblemCode> Faults => new()
    {
        { new StorageUnavailableException("x"), ProblemCode.Unavailable, ProblemCode.Unavailable },
        { new StorageConflictException("x"), ProblemCode.Unavailable, ProblemCode.Unavailable },
        { new OutcomeUnknownException("x"), ProblemCode.OutcomeUnknown, ProblemCode.OutcomeUnknown },
        { new TimeoutException("x"), ProblemCode.Unavailable, ProblemCode.OutcomeUnknown },
        { new SiloUnavailableException("x"), ProblemCode.Unavailable, ProblemCode.OutcomeUnknown },
        { new InvalidOperationException("x"), ProblemCode.InternalError, ProblemCode.InternalError },
        { new NotSupportedException(), ProblemCode.InternalError, ProblemCode.InternalError },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Faults_end_at_one_edge_and_what_may_have_been_written_is_called_unknown(Exception fault, ProblemCode reading, ProblemCode writing)
    {
        _host.Grains.On<IApplicationGrain>(nameof(IApplicationGrain.Get), _ => throw fault);
        _host.Grains.On<ISubmissionGrain>(nameof(ISubmissionGrain.Submit), _ => throw fault);
        var read = (await _host.GetAsync("/api/v1/applications/GS-2018Q1-000123", _handler)).ShouldBe(reading);
        var written = (await _host.PostAsync("/api/v1/applications", RightBodies.Application().ToJsonString(), _handler, ("Idempotency-Key", "k"))).ShouldBe(writing);
        Assert.Equal(reading != ProblemCode.InternalError, read.Headers.ContainsKey("Retry-After"));
        Assert.Equal(writing != ProblemCode.InternalError, written.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public void Every_problem_has_a_status_of_an_error()
    {
        foreach (var code in Enum.GetValues<ProblemCode>()) Assert.InRange(ProblemType.Of(code).Status, 400, 503);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void Members(JsonNode problem, params string[] own) => Assert.Equal(
        own,
        problem.AsObject().Select(member => member.Key).Except(["type", "title", "status", "code", "detail", "traceId"]).Order(StringComparer.Ordinal));

    private async Task<JsonNode> SubmitAsync(Refusal refusal)
    {
        _host.Grains.On<ISubmissionGrain>(nameof(ISubmissionGrain.Submit), _ => (Answer<CaseView>)refusal);
        var reply = await _host.PostAsync("/api/v1/applications", RightBodies.Application().ToJsonString(), _handler, ("Idempotency-Key", "k"));
        return reply.ShouldBe(refusal.Code).Json;
    }
}
