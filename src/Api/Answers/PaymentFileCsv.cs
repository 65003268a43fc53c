using System.Globalization;
using CsvHelper;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Answers;

/// <summary>
/// The payment file: UTF-8 with a byte order mark, RFC 4180, amounts in yuan with two digits. A cell that a spreadsheet would run as a formula
/// is neutralised.
/// </summary>
internal sealed class PaymentFileCsv(string batchId, IReadOnlyList<PaymentLine> lines) : IResult
{
    private static readonly string[] Columns =
        ["batchId", "batchLine", "caseNumber", "payeeName", "bankName", "accountName", "accountNumber", "amount", "purpose", "batchHash"];

    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{batchId}.csv\"";
        return response.Body.WriteAsync(Bytes(), httpContext.RequestAborted).AsTask();
    }

    internal byte[] Bytes()
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Options, leaveOpen: true))
        {
            csv.WriteRecord(Columns);
            foreach (var line in lines)
            {
                csv.WriteRecord((string[])
                [
                    line.BatchId, line.BatchLine.ToString(CultureInfo.InvariantCulture), line.CaseNumber.ToString(), line.PayeeName,
                    line.Account.BankName, line.Account.AccountName, line.Account.AccountNumber, line.Amount.ToString(), line.Purpose, line.BatchHash,
                ]);
            }
        }

        return bytes.ToArray();
    }
}
