using System.Net.Http.Headers;
using System.Text;
using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Tests.Requests;

/// <summary>Files over HTTP: nothing that is sent as one makes the front fail.</summary>
public sealed class UploadTests
{
    private const string Rosters = "/api/v1/applications/rosters";

    [Fact]
    public async Task A_roster_is_answered_with_lines_and_faults()
    {
        await using var host = await ApiHost.StartAsync();
        var reply = await SendAsync(host, Rosters, "姓名,身份证,备注\n测试一号,330105198506121011,x\n测试二号,1.10101E+17,\n", RoleName.Handler);
        Assert.Equal(200, reply.Status);
        Assert.Equal("330105198506121011", (string?)Assert.Single(reply.Json["lines"]!.AsArray())!["worker"]!["idNumber"]);
        Assert.Equal((3, "身份证", "invalid-id-number"), ((int)reply.Json["errors"]![0]!["row"]!, (string?)reply.Json["errors"]![0]!["column"], (string?)reply.Json["errors"]![0]!["code"]));
        Assert.Equal("备注", (string?)reply.Json["ignoredColumns"]![0]);
    }

    [Fact]
    public async Task What_is_no_roster_is_refused_with_its_reason_in_the_callers_language()
    {
        await using var host = await ApiHost.StartAsync();
        var chinese = (await SendAsync(host, Rosters, "%PDF-1.7", RoleName.Handler)).ShouldBe(ProblemCode.UnreadableFile);
        Assert.Contains("XLSX", (string?)chinese.Json["detail"], StringComparison.Ordinal);
        var english = (await SendAsync(host, Rosters, "a,b\n", RoleName.Handler, ("Accept-Language", "en"))).ShouldBe(ProblemCode.UnreadableFile);
        Assert.StartsWith("No head was found", (string?)english.Json["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_none_is_refused_before_anything_is_read()
    {
        await using var host = await ApiHost.StartAsync();
        var token = host.Token(null, RoleName.Handler);
        (await host.PostAsync(Rosters, "{}", token)).ShouldBe(ProblemCode.UnsupportedMediaType);
        using (var other = new MultipartFormDataContent { { new ByteArrayContent([1]), "another", "x" } })
            (await host.SendAsync(HttpMethod.Post, Rosters, other, token)).ShouldBe(ProblemCode.MalformedRequest);
        using (var none = new MultipartFormDataContent())
        {
            var reply = await host.SendAsync(HttpMethod.Post, Rosters, none, token);
            Assert.InRange(reply.Status, 400, 422);
        }

        using (var twice = new MultipartFormDataContent { { new ByteArrayContent([1]), "file", "x" }, { new ByteArrayContent([1]), "file", "y" } })
            (await host.SendAsync(HttpMethod.Post, Rosters, twice, token)).ShouldBe(ProblemCode.MalformedRequest);
        using (var squeezed = new MultipartFormDataContent { { new ByteArrayContent([1]), "file", "x" } })
        {
            squeezed.Headers.ContentEncoding.Add("gzip");
            (await host.SendAsync(HttpMethod.Post, Rosters, squeezed, token)).ShouldBe(ProblemCode.UnsupportedMediaType);
        }

        using var cut = new ByteArrayContent("--x\r\nContent-Disposition: form-data; name=file\r\n\r\nabc"u8.ToArray());
        cut.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        (await host.SendAsync(HttpMethod.Post, Rosters, cut, token)).ShouldBe(ProblemCode.MalformedRequest);
        using var large = new MultipartFormDataContent { { new ByteArrayContent(new byte[21 * 1024 * 1024]), "file", "x" } };
        (await host.SendAsync(HttpMethod.Post, Rosters, large, token)).ShouldBe(ProblemCode.TooLarge);
    }

    [Fact]
    public async Task The_bank_may_answer_by_a_file_with_what_it_states_of_the_batch()
    {
        await using var host = await ApiHost.StartAsync();
        object?[]? taken = null;
        host.Grains.On<IBatchGrain>(nameof(IBatchGrain.TakeResults), call =>
        {
            taken = call.Arguments;
            return (Answer<BatchView>)ProblemCode.NotReleased;
        });
        const string path = "/api/v1/batches/B-2018Q1-1/results";
        (await SendAsync(host, path, "batchId,batchLine,outcome,paidOn,amount\nB-2018Q1-1,1,paid,2018-04-09,5\n合计,,,,5\n", RoleName.Finance)).ShouldBe(ProblemCode.NotReleased);
        Assert.Equal([new BankResult(1, PaymentOutcome.Paid, null, new(2018, 4, 9))], (BankResult[])taken![0]!);
        var statement = (BankStatement)taken[4]!;
        Assert.Equal((Money.Yuan(5), 3), (statement.Total, statement.TotalRow));
        Assert.Equal([new BankStated(2, "B-2018Q1-1", null, Money.Yuan(5), null)], statement.Lines);

        var wrong = (await SendAsync(host, path, "batchLine,outcome\nx,paid\n", RoleName.Finance)).ShouldBe(ProblemCode.InvalidRequest);
        Assert.Equal([("/rows/2/paidOn", "required"), ("/rows/2/batchLine", "out-of-range")], wrong.Errors);
    }

    private static async Task<Reply> SendAsync(ApiHost host, string path, string file, RoleName role, params (string Name, string Value)[] headers)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "list" } };
        return await host.SendAsync(HttpMethod.Post, path, form, host.Token(null, role), headers);
    }
}
