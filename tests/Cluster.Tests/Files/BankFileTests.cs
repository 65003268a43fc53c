using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Gongshu.Testing;
using Gongshu.Testing.Processes;

namespace Gongshu.Cluster.Tests;

/// <summary>Files to the bank and from it, and rosters, over HTTP.</summary>
public sealed class BankFileTests
{
    [Fact]
    public async Task A_bank_gets_its_columns_and_its_return_is_taken_whole_or_not_at_all()
    {
        using var folder = new TempFolder("bank");
        await using var server = await ServerProcess.StartApiAsync(
            $"--Data:Directory={folder["data"]}", "--Clock:StartAt=2018-03-20T10:00:00+08:00",
            "--Banks:testbank:Columns:0:Name=账号", "--Banks:testbank:Columns:0:Field=accountNumber", "--Banks:testbank:Columns:1:Name=币种", "--Banks:testbank:Columns:1:Value=人民币");
        var district = await District.OpenAsync(server);
        var (first, second) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        await (await first.FileAsync(Forms.SkillUpgrade(first, Forms.UpgradeLine(district.Person()), Forms.UpgradeLine(district.Person(), line: 2)))).ApproveAsync();
        await (await second.FileAsync(Forms.SkillUpgrade(second, Forms.UpgradeLine(district.Person())))).ApproveAsync();
        await district.MoveClockAsync("2018-04-01T00:00:05+08:00");
        (await district.Finance.Caller.PostAsync("/batches/B-2018Q1-1/release")).Expect(System.Net.HttpStatusCode.OK);

        var csv = Encoding.UTF8.GetString(await district.Finance.Caller.DownloadAsync("/batches/B-2018Q1-1/payment-file.csv?bank=testbank"));
        Assert.StartsWith("\uFEFF账号,币种\r\n", csv, StringComparison.Ordinal);
        Assert.Equal(2, csv.Split("人民币").Length - 1);
        Assert.True((await district.Finance.Caller.DownloadAsync("/batches/B-2018Q1-1/by-payee.xlsx")).AsSpan().StartsWith("PK"u8));
        Assert.True((await district.Leader.Caller.DownloadAsync("/reports/windows/2018Q1.xlsx")).AsSpan().StartsWith("PK"u8));
        Assert.Contains("totals", Encoding.UTF8.GetString(await district.Leader.Caller.DownloadAsync("/reports/annual/2018.csv")), StringComparison.Ordinal);

        var (status, answer) = await SendAsync(server, district.Finance.Caller, "batchId,batchLine,amount,outcome,paidOn\nB-2018Q1-2,1,1000,paid,2018-04-09\nB-2018Q1-1,2,1,paid,2018-04-09\nB-2018Q1-1,9,1,failed,\n合计,,9,,\n");
        Assert.Equal((422, "result-mismatch"), (status, answer["code"]!.GetValue<string>()));
        Assert.Equal(["/rows/2/batchId", "/rows/3/amount", "/rows/4/batchLine", "/rows/5/amount"], answer["errors"]!.AsArray().Select(fault => fault!["pointer"]!.GetValue<string>()));
        for (var times = 0; times < 2; times++)
        {
            (status, answer) = await SendAsync(server, district.Finance.Caller, "batchLine,outcome,paidOn,amount\n1,成功,2018年4月9日,\"1,000.00\"\n合计,,,1000\n");
            Assert.Equal((200, "partlyPaid"), (status, answer["status"]!.GetValue<string>()));
        }

        var books = (await district.Finance.Caller.GetAsync("/batches/B-2018Q1-1/reconciliation")).Expect(System.Net.HttpStatusCode.OK);
        Assert.Equal((100_000L, 0L, 50_000L), (Yuan.Fen(books["paid"]!["amount"]!), Yuan.Fen(books["failed"]!["amount"]!), Yuan.Fen(books["unanswered"]!["amount"]!)));
        (await Verified.RunAsync($"--Data:Directory={folder["data"]}")).AssertClean();
    }

    private static async Task<(int Status, JsonNode Answer)> SendAsync(ServerProcess server, Caller caller, string csv)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "return.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/batches/B-2018Q1-1/results") { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller.Token);
        using var response = await server.Client.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
