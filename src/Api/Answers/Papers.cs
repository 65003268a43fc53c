using Gongshu.Documents;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Answers;

/// <summary>What a grain told of a case, put into the words and places of the official forms.</summary>
internal static class Papers
{
    private const string Nothing = "—";

    public static Paper Annex1(PrintedCase printed) => new Documents.ApplicationForm
    {
        Case = Facts(printed),
        LegalRepresentative = printed.LegalRepresentative?.Name,
        Contact = printed.Contact is { } contact ? $"{contact.Name} {contact.Phone}".Trim() : Nothing,
        DocumentTitle = printed.Document?.Title ?? printed.PolicyTitle,
        DocumentNumber = printed.Document?.Number,
        BankName = printed.Bank?.BankName ?? Nothing,
        AccountNumber = printed.Bank?.AccountNumber ?? Nothing,
        About = printed.About,
        Amount = printed.Applied,
        Handler = OpinionOf(printed, Stage.Handler),
        Approver = OpinionOf(printed, Stage.Approver),
        Leader = OpinionOf(printed, Stage.Leader),
    }.Layout();

    public static BenefitRoster Annex2(PrintedCase printed) => new(Facts(printed), Array.ConvertAll(printed.Lines, line => new RosterEntry(
        line.Line, line.Worker.Name, line.Worker.IdNumber, line.Occupation ?? Nothing,
        line.Level is { } level ? Wording.Of(level) : line.Education is { } education ? Wording.Of(education) : line.Award is { } award ? Wording.Of(award) : Nothing,
        line.Worker.Phone ?? "", line.Amount, line.Refused)));

    public static Paper Receipt(PrintedCase printed)
    {
        var receipt = printed.Receipt!;
        return new ReceiptNotice(
            Facts(printed), receipt.ReceivedAt, receipt.Hash, receipt.Lines, printed.Applied,
            Array.ConvertAll(receipt.Documents, document => new GivenPaper(document.Kind, document.Attachment is null)), receipt.DueOn, receipt.ReceivedOnPaper).Layout();
    }

    public static Paper CorrectionNotice(PrintedCase printed)
    {
        var (decision, dueOn, corrected) = printed.Return!;
        var items = decision.Lines.Select(line => (line.Line, line.Comment ?? ReasonOf(line.Reason) ?? "见上")).ToArray();
        return new CorrectionNotice(Facts(printed), decision.Comment ?? "", items, decision.By.Name, PolicyTime.DayOf(decision.At), dueOn, corrected).Layout();
    }

    public static Paper Decision(PrintedCase printed)
    {
        var refusals = printed.Refusals!;
        var items = Array.ConvertAll(refusals.Items, item => new RefusedBenefit(
            item.Line, item.Worker?.Name ?? Nothing, item.Worker?.IdNumber ?? Nothing, item.Benefit, item.Amount, item.Reason, item.Clause));
        return new RefusalDecision(Facts(printed), refusals.Text, items, printed.Standing, refusals.DecidedOn, refusals.AppealUntil).Layout();
    }

    /// <param name="applicant">The portal's own organisation; null: the caller sees all entries.</param>
    public static Paper History(PrintedHistory printed, string? applicant) => new ClaimHistory(
        printed.WorkerRef, printed.Name, printed.MaskedId, Array.ConvertAll(printed.Items, Entry), printed.Totals.Live, printed.Totals.PaidAmount, applicant, printed.PrintedAt).Layout();

    private static HistoryEntry Entry(ClaimView claim) => new(
        claim.CaseNumber.ToString(), PolicyTime.DayOf(claim.SubmittedAt), claim.Applicant.Name, claim.Benefit, claim.Clause,
        claim.Certificate is { } certificate ? $"{certificate.Occupation.Name} {Wording.Of(certificate.Level)} {certificate.Number}" : Nothing,
        claim.Amount, claim.Status, claim.PaidAt is { } paid ? PolicyTime.DayOf(paid) : null);

    private static CaseFacts Facts(PrintedCase printed) => new()
    {
        CaseNumber = printed.CaseNumber.ToString(),
        ApplicantName = printed.Applicant.Name,
        Uscc = printed.Applicant.Uscc,
        Programme = printed.ProgrammeName,
        Clause = printed.Clause,
        PolicyTitle = printed.PolicyTitle,
        AppliedOn = printed.AppliedOn,
        PrintedAt = printed.PrintedAt,
    };

    private static Opinion? OpinionOf(PrintedCase printed, Stage stage)
    {
        if (Array.Find(printed.Decisions, decision => decision.Stage == stage) is not { } decision) return null;
        var outcome = decision.Outcome switch
        {
            DecisionOutcome.Return => "退回补正。",
            DecisionOutcome.Reject => "不予通过。",
            _ when stage == Stage.Leader => $"同意拨付 {printed.Standing} 元。",
            _ => "同意。",
        };
        var statement = decision.Statement is null ? "" : decision.Statement + "。";
        var refused = decision.Lines.Length == 0 ? "" : $"其中 {decision.Lines.Length} 项不予通过。";
        return new Opinion(outcome + statement + refused + decision.Comment, decision.By.Name, PolicyTime.DayOf(decision.At));
    }

    private static string? ReasonOf(LineReason? reason) => reason switch
    {
        LineReason.PostDoesNotFit => RefusalCode.PostDoesNotFit.Title().Zh,
        LineReason.MaterialsNotGenuine => RefusalCode.MaterialsNotGenuine.Title().Zh,
        _ => null,
    };
}
