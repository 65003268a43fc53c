using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>A sealed batch, as finance reads it.</summary>
public sealed class Batch(District district, JsonNode shown)
{
    public string Id { get; } = shown["batchId"]!.GetValue<string>();

    public string Hash => shown["hash"]!.GetValue<string>();

    public long TotalFen => Yuan.Fen(shown["total"]!);

    /// <summary>Case number to fen, one line for each case.</summary>
    public Dictionary<string, long> Lines => shown["lines"]!.AsArray().ToDictionary(line => line!["caseNumber"]!.GetValue<string>(), line => Yuan.Fen(line!["amount"]!));

    public static async Task<Batch> ReadAsync(District district, string id) => new(district, (await district.Finance.ReadAsync($"/batches/{id}")).Body);

    /// <summary>The sum of the whole is the sum of its lines, of their claims, of its programmes and of its payees, in fen.</summary>
    public Batch AssertAddsUp(params IEnumerable<Case> cases)
    {
        var expected = cases.Select(filed => filed.Number).Order(StringComparer.Ordinal);
        Assert.Equal(expected, Lines.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(TotalFen, Lines.Values.Sum());
        Assert.Equal(TotalFen, shown["lines"]!.AsArray().SelectMany(line => line!["claims"]!.AsArray()).Sum(claim => Yuan.Fen(claim!["amount"]!)));
        Assert.Equal(TotalFen, shown["byProgramme"]!.AsArray().Sum(sum => Yuan.Fen(sum!["amount"]!)));
        Assert.Equal(TotalFen, shown["byPayee"]!.AsArray().Sum(sum => Yuan.Fen(sum!["amount"]!)));
        return this;
    }

    /// <summary>What was sealed is what is there: sum, lines and hash.</summary>
    public async Task AssertUnchangedAsync()
    {
        var now = await ReadAsync(district, Id);
        Assert.Equal(Hash, now.Hash);
        Assert.Equal(TotalFen, now.TotalFen);
        Assert.Equal(Lines, now.Lines);
    }

    /// <summary>Refuses the file before the release and the release by the hand that sealed it; then a second person releases it.</summary>
    public async Task ReleaseAsync()
    {
        (await district.Finance.Caller.GetAsync($"/batches/{Id}/payment-file.csv")).Expect(HttpStatusCode.Conflict, "not-released");
        (await district.Finance.Caller.PostAsync($"/batches/{Id}/release")).Expect(HttpStatusCode.Forbidden, "separation-of-duties");
        var released = (await district.OtherFinance.Caller.PostAsync($"/batches/{Id}/release")).Expect(HttpStatusCode.OK);
        Assert.Equal("released", released["status"]!.GetValue<string>());
    }

    /// <summary>The bank's file says each case once, with its payee's account and amount, under the hash of the batch.</summary>
    public async Task AssertPaymentFileAsync(IReadOnlyCollection<Case> cases)
    {
        var rows = Csv.Parse(await district.OtherFinance.Caller.DownloadAsync($"/batches/{Id}/payment-file.csv"));
        Assert.Equal("batchId,batchLine,caseNumber,payeeName,bankName,accountName,accountNumber,amount,purpose,batchHash", string.Join(',', rows[0]));
        Assert.Equal(cases.Count, rows.Count - 1);
        Assert.Equal(TotalFen, rows.Skip(1).Sum(row => Yuan.Fen(row[7])));
        for (var i = 1; i < rows.Count; i++)
        {
            var row = rows[i];
            var payee = cases.Single(filed => filed.Number == row[2]).Applicant.Organisation;
            Assert.Equal([Id, $"{i}", row[2], payee.Name, payee.BankName, payee.Name, payee.AccountNumber], row[..7]);
            Assert.Equal(Lines[row[2]], Yuan.Fen(row[7]));
            Assert.Equal(Hash, row[9]);
        }
    }
}
