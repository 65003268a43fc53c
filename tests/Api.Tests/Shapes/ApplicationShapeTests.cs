using System.Text.Json.Nodes;
using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Tests.Shapes;

[Collection(Front.Name)]
public sealed class ApplicationShapeTests(SharedHost shared)
{
    private const string Path = "/api/v1/applications/precheck";
    private readonly ApiHost _host = shared.Host;

    private Task<Reply> SendAsync(JsonObject body) => _host.PostAsync(Path, body.ToJsonString(), _host.Token("*", RoleName.Portal));

    [Theory]
    [InlineData("skillTraining")]
    [InlineData("skillUpgrade")]
    [InlineData("competitionTraining")]
    [InlineData("masterStudio")]
    [InlineData("internshipHiring")]
    [InlineData("worldSkills")]
    public async Task A_right_body_of_each_programme_reaches_the_grain(string programme)
    {
        var reply = await SendAsync(RightBodies.Application(programme, 3));
        // The grain of this test answers so: the shape had no fault.
        reply.ShouldBe(ProblemCode.NotFound);
    }

    [Theory]
    [InlineData("/programme", "-", "required")]
    [InlineData("/programme", "null", "required")]
    [InlineData("/programme", "\"skillupgrade\"", "unknown-value")]
    [InlineData("/programme", "2", "wrong-type")]
    [InlineData("/applicant", "-", "required")]
    [InlineData("/applicant", "\"91330105MA27ABCD40\"", "invalid-uscc")]
    [InlineData("/applicant", "\"\"", "required")]
    [InlineData("/contact", "-", "required")]
    [InlineData("/contact", "[]", "wrong-type")]
    [InlineData("/contact/name", "\"   \"", "required")]
    [InlineData("/contact/name", "\"a\\u0000b\"", "invalid-text")]
    [InlineData("/contact/name", "\"\\u0007\"", "invalid-text")]
    [InlineData("/bank", "{}", "required", "/bank/bankName", "/bank/accountName", "/bank/accountNumber")]
    [InlineData("/requestedAmount", "\"1000\"", "wrong-type")]
    [InlineData("/requestedAmount", "1000.005", "invalid-amount")]
    [InlineData("/requestedAmount", "1e400", "invalid-amount")]
    [InlineData("/requestedAmount", "1e-400", "invalid-amount")]
    [InlineData("/requestedAmount", "1000.0000000000000000000000000000000000000000001", "invalid-amount")]
    [InlineData("/requestedAmount", "-0.01", "out-of-range")]
    [InlineData("/acceptPartial", "\"true\"", "wrong-type")]
    [InlineData("/trainingPlan", "\"p\"", "not-used-by-programme")]
    [InlineData("/competition", "\"c\"", "not-used-by-programme")]
    [InlineData("/masterStudio", "\"s\"", "not-used-by-programme")]
    [InlineData("/lines", "-", "required")]
    [InlineData("/lines", "[]", "out-of-range")]
    [InlineData("/lines", "{}", "wrong-type")]
    [InlineData("/lines/0", "7", "wrong-type")]
    [InlineData("/lines/0/line", "-", "required")]
    [InlineData("/lines/0/line", "0", "out-of-range")]
    [InlineData("/lines/0/line", "1e400", "out-of-range")]
    [InlineData("/lines/0/line", "99999999999999999999", "out-of-range")]
    [InlineData("/lines/0/line", "1.5", "wrong-type")]
    [InlineData("/lines/0/worker", "-", "required")]
    [InlineData("/lines/0/worker/name", "-", "required")]
    [InlineData("/lines/0/worker/idNumber", "-", "required")]
    [InlineData("/lines/0/worker/idNumber", "\"330105199001011234\"", "invalid-id-number")]
    [InlineData("/lines/0/worker/idNumber", "330105199001011234", "wrong-type")]
    [InlineData("/lines/0/worker/migrant", "1", "wrong-type")]
    [InlineData("/lines/0/certificate/number", "-", "required")]
    [InlineData("/lines/0/certificate/number", "\"А123\"", "invalid-text")]
    [InlineData("/lines/0/certificate/occupation", "-", "required")]
    [InlineData("/lines/0/certificate/occupation/code", "\"6-18-2-4\"", "unknown-value")]
    [InlineData("/lines/0/certificate/level", "\"expert\"", "unknown-value")]
    [InlineData("/lines/0/certificate/issuedOn", "\"2018-02-29\"", "invalid-date")]
    [InlineData("/lines/0/certificate/issuedOn", "\"2018-2-9\"", "invalid-date")]
    [InlineData("/lines/0/certificate/issuedOn", "\"２０１８-02-09\"", "invalid-date")]
    [InlineData("/lines/0/certificate/issuedOn", "\"1066-10-14\"", "out-of-range")]
    [InlineData("/lines/0/certificate/declaredBy", "\"x\"", "invalid-uscc")]
    [InlineData("/lines/0/employment/contractFrom", "-", "required")]
    [InlineData("/lines/0/employment/contractTo", "\"2016-06-30\"", "out-of-range")]
    [InlineData("/lines/0/employment/socialInsuranceInHangzhou", "-", "required")]
    [InlineData("/lines/0/internship", "{}", "not-used-by-programme")]
    [InlineData("/lines/0/award", "{}", "not-used-by-programme")]
    [InlineData("/lines/0/signedByWorker", "\"yes\"", "wrong-type")]
    [InlineData("/documents", "[{\"kind\":\"labourContract\"}]", "required", "/documents/0/attachment")]
    [InlineData("/documents", "[{\"kind\":\"photo\",\"onPaper\":true}]", "unknown-value", "/documents/0/kind")]
    [InlineData("/documents", "[{\"kind\":\"labourContract\",\"attachment\":\"att_1\"}]", "unknown-value", "/documents/0/attachment")]
    public async Task Each_fault_has_its_pointer_and_code(string pointer, string json, string code, params string[] pointers)
    {
        var reply = await SendAsync(RightBodies.Application().With(pointer, json));

        reply.ShouldBe(ProblemCode.InvalidRequest);
        var expected = pointers.Length == 0 ? [pointer] : pointers;
        Assert.Equal(expected.Select(place => (place, code)), reply.Errors);
    }

    [Theory]
    [InlineData("skillTraining", "signedByWorker", "true")]
    [InlineData("competitionTraining", "employment", "{}")]
    [InlineData("internshipHiring", "certificate", "{}")]
    [InlineData("worldSkills", "certificate", "{}")]
    public async Task A_fact_that_the_programme_does_not_use_is_refused(string programme, string fact, string json)
    {
        var reply = await SendAsync(RightBodies.Application(programme).With("/lines/0/" + fact, json));
        Assert.Equal([("/lines/0/" + fact, "not-used-by-programme")], reply.ShouldBe(ProblemCode.InvalidRequest).Errors);
    }

    [Theory]
    [InlineData("/lines/0/signedByWorker", "false")]
    [InlineData("/lines/0/employment", "null")]
    [InlineData("/masterStudio", "null")]
    [InlineData("/requestedAmount", "150000e-2")]
    [InlineData("/requestedAmount", "1.5E+3")]
    [InlineData("/lines/0/line", "1.0")]
    [InlineData("/lines/0/certificate/level", "\"s\\u0065nior\"")]
    [InlineData("/lines/0/certificate/issuedOn", "\"2018-01\\u002d10\"")]
    public async Task What_counts_as_absent_or_as_the_same_number_is_no_fault(string pointer, string json)
    {
        var reply = await _host.PostAsync(Path, Raw(RightBodies.Application("competitionTraining"), pointer, json), _host.Token("*", RoleName.Portal));
        reply.ShouldBe(ProblemCode.NotFound);
    }

    [Fact]
    public async Task A_roster_of_a_master_studio_is_refused_and_an_empty_one_is_not()
    {
        Assert.Equal([("/lines", "not-used-by-programme")], (await SendAsync(RightBodies.Application("masterStudio").With("/lines", "[{}]"))).Errors);
        (await SendAsync(RightBodies.Application("masterStudio").With("/lines", "[]"))).ShouldBe(ProblemCode.NotFound);
    }

    [Fact]
    public async Task Faults_of_all_places_come_at_once()
    {
        var body = RightBodies.Application().With("/applicant", "\"x\"").With("/requestedAmount", "0.001").With("/lines/0/worker/idNumber", "\"x\"");
        Assert.Equal(
            [("/applicant", "invalid-uscc"), ("/requestedAmount", "invalid-amount"), ("/lines/0/worker/idNumber", "invalid-id-number")],
            (await SendAsync(body)).ShouldBe(ProblemCode.InvalidRequest).Errors);
    }

    [Fact]
    public async Task What_stands_twice_names_every_place()
    {
        var body = RightBodies.Application(lines: 4);
        body["lines"]![2]!["worker"]!["idNumber"] = " " + RightBodies.People[0].IdNumber.ToLowerInvariant();
        body["lines"]![3]!["certificate"]!["number"] = "cs-" + RightBodies.People[1].CertificateNumber[2..];
        body["lines"]![3]!["line"] = 1;

        var errors = (await SendAsync(body)).ShouldBe(ProblemCode.InvalidRequest).Errors;
        Assert.Equal(
            [
                ("/lines/0/line", "line-number-repeated"), ("/lines/3/line", "line-number-repeated"),
                ("/lines/0/worker/idNumber", "worker-listed-twice"), ("/lines/2/worker/idNumber", "worker-listed-twice"),
                ("/lines/1/certificate/number", "certificate-listed-twice"), ("/lines/3/certificate/number", "certificate-listed-twice"),
            ],
            errors);
    }

    [Fact]
    public async Task Unknown_members_are_named_and_come_before_everything_else()
    {
        var body = RightBodies.Application().With("/applicant", "\"x\"").With("/a~b~1c", "1").With("/lines/0/worker/age", "30");
        body["a/b"] = 1;
        var reply = (await SendAsync(body)).ShouldBe(ProblemCode.MalformedRequest);
        Assert.Equal(["/a~0b~01c", "/a~1b", "/lines/0/worker/age"], reply.Errors.Select(fault => fault.Pointer).Order(StringComparer.Ordinal));
        Assert.All(reply.Errors, fault => Assert.Equal("unknown-member", fault.Code));
    }

    [Fact]
    public async Task A_lone_surrogate_is_a_fault_of_text_and_in_a_name_an_unknown_member()
    {
        var token = _host.Token("*", RoleName.Portal);
        var text = RightBodies.Application().ToJsonString().Replace("\"0571-00000000\"", "\"\\ud83d\"", StringComparison.Ordinal);
        Assert.Equal([("/contact/phone", "invalid-text")], (await _host.PostAsync(Path, text, token)).ShouldBe(ProblemCode.InvalidRequest).Errors);

        var pair = text.Replace("\\ud83d", "\\ud83d\\ude00", StringComparison.Ordinal);
        (await _host.PostAsync(Path, pair, token)).ShouldBe(ProblemCode.NotFound);

        var name = text.Replace("\"programme\"", "\"\\udc00\"", StringComparison.Ordinal);
        (await _host.PostAsync(Path, name, token)).ShouldBe(ProblemCode.MalformedRequest);
    }

    [Fact]
    public async Task A_thousand_faults_are_told_and_the_rest_counted()
    {
        var body = RightBodies.Application(lines: 1_200);
        foreach (var line in body["lines"]!.AsArray()) line!["worker"]!["idNumber"] = "x";
        var reply = (await SendAsync(body)).ShouldBe(ProblemCode.InvalidRequest);
        Assert.Equal(1_000, reply.Errors.Length);
        Assert.Equal(200, (int)reply.Json["errorsOmitted"]!);
    }

    [Fact]
    public async Task A_body_that_is_no_object_is_of_the_wrong_type()
    {
        var reply = await _host.PostAsync(Path, "[]", _host.Token("*", RoleName.Portal));
        Assert.Equal([("", "wrong-type")], reply.ShouldBe(ProblemCode.InvalidRequest).Errors);
    }

    [Fact]
    public async Task No_problem_repeats_what_was_sent()
    {
        var body = RightBodies.Application().With("/lines/0/worker/idNumber", "\"330105199001019999\"").With("/contact/name", "\"秘密\\u0001\"");
        var reply = await SendAsync(body);
        Assert.DoesNotContain("330105199001019999", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("秘密", reply.Text, StringComparison.Ordinal);
    }

    // JsonNode writes a number its own way; the bytes sent are what counts here.
    private static string Raw(JsonObject body, string pointer, string json) =>
        body.With(pointer, "\"@\"").ToJsonString().Replace("\"@\"", json, StringComparison.Ordinal);
}
