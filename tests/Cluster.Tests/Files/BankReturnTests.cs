using System.Net;
using System.Text;
using Gongshu.Testing;
using Gongshu.Testing.Processes;

namespace Gongshu.Cluster.Tests;

/// <summary>The bank's return as a bare CSV: <c>POST …/results</c> with <c>text/csv</c>.</summary>
public sealed class BankReturnTests
{
    private const string Batch = "/batches/B-2018Q1-1", Results = Batch + "/results", Csv = "text/csv";
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    [Fact]
    public async Task A_bare_CSV_is_taken_whole_or_refused_with_every_fault_and_repeats_change_nothing()
    {
        using var folder = new TempFolder("bank");
        await using var server = await ServerProcess.StartApiAsync($"--Data:Directory={folder["data"]}", "--Clock:StartAt=2018-03-20T10:00:00+08:00");
        var district = await District.OpenAsync(server);
        foreach (var level in new[] { "senior", "technician", "senior" })
        {
            var employer = await district.RegisterAsync("employer");
            await (await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person(), level)))).ApproveAsync();
        }

        await district.MoveClockAsync("2018-04-01T00:00:05+08:00");
        var finance = district.Finance.Caller;
        (await finance.SendBareAsync(Results, Utf8("batchLine,outcome,code,paidOn\n1,paid,,2018-04-09\n"), Csv)).Expect(HttpStatusCode.Conflict, "not-released");
        (await finance.PostAsync(Batch + "/release")).Expect(HttpStatusCode.OK);

        await RefusesAsync(finance);
        Assert.Equal((0L, 0L, 200_000L), await BooksAsync(finance));
        Assert.Equal(2, (await finance.GetAsync(Batch)).Expect(HttpStatusCode.OK)["version"]!.GetValue<int>());
        await TakesAsync(finance);
        (await Verified.RunAsync($"--Data:Directory={folder["data"]}")).AssertClean();
    }

    private static async Task RefusesAsync(Caller finance)
    {
        // What the file says of itself, all of it against the batch: another batch, a wrong sum, an unknown line, a line twice, and the total of all.
        var foreign = (await finance.SendBareAsync(Results, Marked(
            "batchId,batchLine,amount,outcome,code,paidOn\r\nB-2018Q2-1,1,500.00,paid,,2018-04-09\r\nB-2018Q1-1,2,999.99,failed,AC01,\r\n"
            + "B-2018Q1-1,9,500,paid,,2018-04-09\r\nB-2018Q1-1,2,1000,failed,AC01,\r\n合计,,123.45,,,\r\n"), Csv)).Expect(HttpStatusCode.UnprocessableEntity, "result-mismatch");
        Assert.Equal(["/rows/2/batchId", "/rows/3/amount", "/rows/4/batchLine", "/rows/5/batchLine", "/rows/6/amount"], Pointers(foreign));

        // What no batch could say, by row and column.
        var shapeless = (await finance.SendBareAsync(Results, Utf8("batchLine,outcome,code,paidOn\n0,paid,,2018-04-09\n1,maybe,,\n2,paid,,\n,failed,,2018-02-30\n"), Csv))
            .Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        Assert.Equal(
            [("/rows/2/batchLine", "out-of-range"), ("/rows/3/outcome", "unknown-value"), ("/rows/4/paidOn", "required"), ("/rows/5/batchLine", "required"), ("/rows/5/paidOn", "invalid-date")],
            shapeless["errors"]!.AsArray().Select(fault => (fault!["pointer"]!.GetValue<string>(), fault["code"]!.GetValue<string>())).Order());

        // What cannot be read at all, and what is no file for a bank's return.
        byte[] mixed = [.. Gb18030.GetBytes("批次行号,处理结果\n1,失败\n"), .. Encoding.UTF8.GetBytes("2,交易失败\n")];
        foreach (var content in new[] { mixed, [], Utf8("line,answer\n1,paid\n"), Utf8("batchLine,outcome\n\"1,paid\n"), "%PDF-1.7\n"u8.ToArray() })
            (await finance.SendBareAsync(Results, content, Csv)).Expect(HttpStatusCode.UnprocessableEntity, "unreadable-file");
        (await finance.SendBareAsync(Results, Utf8("batchLine,outcome\n"), Csv)).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        (await finance.SendBareAsync(Results, Utf8("batchLine,outcome\n1,failed\n"), "text/plain")).Expect(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        (await finance.SendBareAsync(Results, new byte[20 * 1024 * 1024 + 1], Csv)).Expect(HttpStatusCode.RequestEntityTooLarge, "too-large");
        (await finance.SendBareAsync(Results.Replace("Q1", "Q2", StringComparison.Ordinal), Utf8("batchLine,outcome\n1,failed\n"), Csv)).Expect(HttpStatusCode.NotFound, "not-found");
    }

    private static async Task TakesAsync(Caller finance)
    {
        // A part of the batch as a Chinese bank writes it, then all of it: what was answered before may stand there again.
        byte[] part = Gb18030.GetBytes("交易日期,批次行号,处理结果,失败原因,金额\r\n2018年4月9日,1,交易成功,,\"500.00\"\r\n,2,失败,户名不符,1000\r\n合计,,,,\"1,500.00\"\r\n");
        for (var times = 0; times < 2; times++)
            Assert.Equal("partlyPaid", (await finance.SendBareAsync(Results, part, "text/csv; charset=gb18030")).Expect(HttpStatusCode.OK)["status"]!.GetValue<string>());
        Assert.Equal((50_000L, 100_000L, 50_000L), await BooksAsync(finance));

        var whole = Marked("batchLine,outcome,code,paidOn\r\n1,paid,,2018-04-09\r\n2,failed,户名不符,\r\n3,paid,,2018/4/10\r\n");
        var taken = (await finance.SendBareAsync(Results, whole, Csv, "bank-1")).Expect(HttpStatusCode.OK);
        var again = (await finance.SendBareAsync(Results, whole, Csv, "bank-1")).Expect(HttpStatusCode.OK);
        Assert.Equal(taken["version"]!.GetValue<int>(), again["version"]!.GetValue<int>());
        Assert.Equal((100_000L, 100_000L, 0L), await BooksAsync(finance));

        // The same key for another return, and another answer to a line.
        (await finance.SendBareAsync(Results, Utf8("batchLine,outcome,paidOn\n3,returned,2018-04-11\n"), Csv, "bank-1")).Expect(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        var other = (await finance.SendBareAsync(Results, Utf8("batchLine,outcome,code,paidOn\n1,failed,X,\n2,paid,,2018-04-12\n"), Csv)).Expect(HttpStatusCode.UnprocessableEntity, "result-mismatch");
        Assert.Equal(["/rows/2/outcome", "/rows/3/outcome"], Pointers(other));
        Assert.Equal((100_000L, 100_000L, 0L), await BooksAsync(finance));
    }

    private static async Task<(long Paid, long Failed, long Unanswered)> BooksAsync(Caller finance)
    {
        var books = (await finance.GetAsync(Batch + "/reconciliation")).Expect(HttpStatusCode.OK);
        return (Yuan.Fen(books["paid"]!["amount"]!), Yuan.Fen(books["failed"]!["amount"]!), Yuan.Fen(books["unanswered"]!["amount"]!));
    }

    private static string[] Pointers(Answer refused) => [.. refused["errors"]!.AsArray().Select(fault => fault!["pointer"]!.GetValue<string>())];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Marked(string text) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)];
}
