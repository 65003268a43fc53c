using System.Globalization;
using System.Text.Json;
using Gongshu.Api.Endpoints;
using Gongshu.Api.Json;
using Gongshu.Api.Problems;
using Gongshu.Api.Shapes;
using Gongshu.Documents.BankFiles;
using Gongshu.Documents.Lists;
using Gongshu.Grains.Interfaces;
using Microsoft.Net.Http.Headers;

namespace Gongshu.Api.Requests;

/// <summary>The bank's return as a file: multipart, or the file itself as <c>text/csv</c> or XLSX.</summary>
internal sealed record BankReturnUpload(BankResult[] Results, BankStatement Statement, OperationKey? Operation, Problem? Refused)
{
    public static bool IsFile(HttpRequest request) => UploadedFile.IsMultipart(request) || IsBare(request);

    public static async Task<BankReturnUpload> ReadAsync(HttpContext http)
    {
        var (bytes, refused) = IsBare(http.Request) ? await SpreadsheetUpload.ReadBareAsync(http.Request) : await SpreadsheetUpload.ReadAsync(http);
        if (refused is not null) return Refuse(refused);
        var english = Language.IsEnglish(http);
        var read = await SpreadsheetUpload.ParseAsync(() => BankReturnImport.Read(bytes), http.RequestAborted);
        if (read.Unreadable is { } reason) return Refuse(Rosters.Unreadable(reason, english));
        var file = read.Content!;
        if (file.Errors.Length > 0) return Refuse(new Problem(Refusal.Invalid(Array.ConvertAll(file.Errors, fault => Fault(fault, english))), file.ErrorsOmitted));
        if (file.Rows.Length == 0) return Refuse(Problem.Invalid("rows", FaultCode.Required));

        var results = Array.ConvertAll(file.Rows, row => new BankResult(row.BatchLine, (PaymentOutcome)row.Outcome, row.Code, row.PaidOn));
        var statement = new BankStatement(
            Array.ConvertAll(file.Rows, row => new BankStated(row.Row, row.BatchId, row.CaseNumber, row.Amount, row.BatchHash)), file.Total?.Amount, file.Total?.Row ?? 0);
        return new(results, statement, OperationOf(http, results), null);
    }

    // The answers are the request: the same file twice is one operation, whatever its form.
    private static OperationKey? OperationOf(HttpContext http, BankResult[] results) => IdempotencyKey.TryRead(http.Request, out var key) && key is not null
        ? IdempotencyKey.OperationOf(http, key, JsonSerializer.SerializeToUtf8Bytes(new ResultsAsked(results), ApiJson.Canonical))
        : null;

    private static InputFault Fault(RowFault fault, bool english) => new(
        string.Create(CultureInfo.InvariantCulture, $"/rows/{fault.Row}/{fault.Column}"), fault.Code, english ? fault.En : fault.Zh);

    private static bool IsBare(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.MediaType.Equals(Answers.FileAnswer.Csv, StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals(Answers.FileAnswer.Xlsx, StringComparison.OrdinalIgnoreCase));

    private static BankReturnUpload Refuse(Problem problem) => new([], new([], null, 0), null, problem);
}
