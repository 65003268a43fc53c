using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;
using Gongshu.Api.Json;
using Gongshu.Api.Problems;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary><c>/problems/{code}</c>: what a code means, in Chinese and English. For problems, for refusals of the rules, and for faults of input.</summary>
internal static class ProblemPages
{
    private static readonly FrozenDictionary<string, string> Pages = Build();

    public static void MapProblemPages(this IEndpointRouteBuilder app) =>
        app.MapGet("/problems/{code}", Get).AllowAnonymous().WithTags("Problems").WithSummary("What a code means");

    private static IResult Get(string code) => Pages.TryGetValue(code, out var page)
        ? Results.Content(page, "text/html; charset=utf-8")
        : new Problem(ProblemCode.NotFound);

    private static FrozenDictionary<string, string> Build()
    {
        var pages = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var code in FaultCode.All)
            pages[code] = Page(code, null, ("输入有误", FaultCode.Detail(code, english: false)), ("A fault of the input", FaultCode.Detail(code, english: true)));
        foreach (var code in Enum.GetValues<RefusalCode>())
        {
            var (zh, en) = code.Title();
            pages[code.Wire()] = Page(
                code.Wire(), null, (zh, "不予受理的理由之一，见 not-eligible。预审（precheck）的 change 说明须作何更改。"),
                (en, "A reason of a refusal, see not-eligible. A precheck says in change what would have to be different."));
        }

        foreach (var code in Enum.GetValues<ProblemCode>())
        {
            var type = ProblemType.Of(code);
            var (zh, en) = ProblemAdvice.Of(code);
            pages[code.Wire()] = Page(code.Wire(), type.Status, (type.Zh, zh), (type.En, en));
        }

        return pages.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Page(string code, int? status, (string Title, string Text) zh, (string Title, string Text) en) => new StringBuilder()
        .Append("<!doctype html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\"><title>").Append(Html(code)).Append("</title></head>\n<body>\n<h1><code>")
        .Append(Html(code)).Append("</code>").Append(status is { } number ? " · " + number.ToString(CultureInfo.InvariantCulture) : "").Append("</h1>\n")
        .Append("<section lang=\"zh-CN\"><h2>").Append(Html(zh.Title)).Append("</h2><p>").Append(Html(zh.Text)).Append("</p></section>\n")
        .Append("<section lang=\"en\"><h2>").Append(Html(en.Title)).Append("</h2><p>").Append(Html(en.Text)).Append("</p></section>\n</body>\n</html>\n")
        .ToString();

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
