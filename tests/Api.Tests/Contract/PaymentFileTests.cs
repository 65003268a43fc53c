using System.Text;
using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Tests.Contract;

public sealed class PaymentFileTests
{
    [Fact]
    public async Task The_file_has_a_mark_its_columns_and_no_formulas()
    {
        await using var host = await ApiHost.StartAsync();
        PaymentLine[] lines =
        [
            Line(1, "测试一号有限公司", "0000000000000000001"),
            Line(2, "=HYPERLINK(\"x\")", "+1"),
            Line(3, "a,b\"c", "@x"),
            Line(4, "-1", "\tx"),
        ];
        host.Grains.On<IBatchGrain>(nameof(IBatchGrain.PaymentFile), _ => Granted.Of(lines));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/batches/B-2018Q1-1/payment-file.csv");
        request.Headers.Authorization = new("Bearer", host.Token(null, RoleName.Finance));
        using var response = await host.Client.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment; filename=\"B-2018Q1-1.csv\"", response.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var rows = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal("batchId,batchLine,caseNumber,payeeName,bankName,accountName,accountNumber,amount,purpose,batchHash", rows[0]);
        Assert.Equal("B-2018Q1-1,1,GS-2018Q1-000123,测试一号有限公司,测试银行,测试户名,0000000000000000001,1500.00,技能补贴,sha256:00", rows[1]);
        Assert.Contains("'=HYPERLINK(\"\"x\"\")", rows[2], StringComparison.Ordinal);
        Assert.Contains("'+1", rows[2], StringComparison.Ordinal);
        Assert.Contains("\"a,b\"\"c\"", rows[3], StringComparison.Ordinal);
        Assert.Contains("'@x", rows[3], StringComparison.Ordinal);
        Assert.Contains("'-1", rows[4], StringComparison.Ordinal);
        Assert.Contains("'\tx", rows[4], StringComparison.Ordinal);
        Assert.Equal(6, rows.Length);
    }

    [Fact]
    public async Task Before_the_release_there_is_no_file()
    {
        await using var host = await ApiHost.StartAsync();
        host.Grains.On<IBatchGrain>(nameof(IBatchGrain.PaymentFile), _ => (Answer<PaymentLine[]>)ProblemCode.NotReleased);
        (await host.GetAsync("/api/v1/batches/B-2018Q1-1/payment-file.csv", host.Token(null, RoleName.Finance))).ShouldBe(ProblemCode.NotReleased);
    }

    private static PaymentLine Line(int number, string payee, string account) => new(
        "B-2018Q1-1", number, Samples.Case.CaseNumber, payee, new BankAccount("测试银行", "测试户名", account), Money.Yuan(1_500), "技能补贴", "sha256:00");
}
