using Gongshu.Documents.Spreadsheets;

namespace Gongshu.Api.Answers;

/// <summary>A file to be saved under a name of ours.</summary>
internal sealed class FileAnswer(byte[] bytes, string name, string mediaType) : IResult
{
    public const string Csv = "text/csv";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Tables as CSV or XLSX, as the name's ending says.</summary>
    public static FileAnswer Of(string name, params IReadOnlyList<ExportTable> tables) => name.EndsWith(".csv", StringComparison.Ordinal)
        ? new(ExportTable.ToCsv(tables), name, Csv)
        : new(ExportTable.ToXlsx(tables), name, Xlsx);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = mediaType == Csv ? "text/csv; charset=utf-8" : mediaType;
        response.ContentLength = bytes.Length;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }
}
