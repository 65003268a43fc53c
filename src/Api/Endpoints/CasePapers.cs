using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Documents;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary>The official forms of a case, with account, ID numbers and phones in full; each print is an audit event.</summary>
internal static class CasePapers
{
    private const string Pdf = "application/pdf";

    public static void MapCasePapers(this RouteGroupBuilder applications)
    {
        Map("annex-1", PaperKind.Annex1, Papers.Annex1, "拱墅区企业资金申拨审批表 (annex 1)");
        Map("annex-2", PaperKind.Annex2, printed => Papers.Annex2(printed).Layout(), "高技能人才补贴发放名册 (annex 2)");
        Map("receipt", PaperKind.Receipt, Papers.Receipt, "受理回执: that the application was taken");
        Map("correction-notice", PaperKind.CorrectionNotice, Papers.CorrectionNotice, "补正告知书: what is to be corrected, and until when");
        Map("decision", PaperKind.Decision, Papers.Decision, "不予补贴决定书: what was refused, with reasons and the way to appeal");

        applications.MapGet("/{caseNumber}/forms/annex-2.xlsx", PrintRosterAsync).For(May.ReadOwnOrAll).AnswersText(FileAnswer.Xlsx)
            .Refuses(ProblemCode.NotFound, ProblemCode.PaperNotIssued).WithSummary("高技能人才补贴发放名册 (annex 2) as a workbook");

        void Map(string name, PaperKind kind, Func<PrintedCase, Paper> draw, string summary) => applications
            .MapGet($"/{{caseNumber}}/forms/{name}.pdf", (HttpContext http, IGrainFactory grains, string caseNumber) => PrintAsync(http, grains, caseNumber, kind, draw, name))
            .For(May.ReadOwnOrAll).AnswersText(Pdf).Refuses(ProblemCode.NotFound, ProblemCode.PaperNotIssued).WithSummary(summary);
    }

    private static async Task<IResult> PrintRosterAsync(HttpContext http, IGrainFactory grains, string caseNumber)
    {
        if (!CaseNumber.TryParse(caseNumber, out var number)) return new Problem(ProblemCode.NotFound);
        var answer = await grains.Papers().Print(new PrintPaper(number, PaperKind.Annex2, "xlsx", http.Actor()));
        return answer.Refusal is { } refusal ? new Problem(refusal) : new FileAnswer(Papers.Annex2(answer.Value!).ToXlsx(), $"{number}-annex-2.xlsx", FileAnswer.Xlsx);
    }

    private static async Task<IResult> PrintAsync(HttpContext http, IGrainFactory grains, string caseNumber, PaperKind kind, Func<PrintedCase, Paper> draw, string name)
    {
        if (!CaseNumber.TryParse(caseNumber, out var number)) return new Problem(ProblemCode.NotFound);
        var answer = await grains.Papers().Print(new PrintPaper(number, kind, "pdf", http.Actor()));
        return answer.Refusal is { } refusal ? new Problem(refusal) : new FileAnswer(draw(answer.Value!).ToPdf(), $"{number}-{name}.pdf", Pdf);
    }
}
