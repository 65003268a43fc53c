using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>A case as the contract shows it; what is personal is masked here, so no full value leaves by accident.</summary>
internal static class CaseViews
{
    /// <param name="appealUntil">See <see cref="AppealRules.Until"/>.</param>
    public static CaseView Of(CaseState state, Actor actor, DateOnly? appealUntil = null)
    {
        var submitted = state.Submitted;
        return new()
        {
            CaseNumber = state.Number,
            Status = state.Status,
            Version = state.Version,
            Window = submitted.Window,
            Policy = submitted.Policy,
            Programme = state.Form.Programme,
            Applicant = new(state.Form.Applicant, state.ApplicantName),
            Amount = state.Amount,
            AmountInWords = RmbCapitals.Of(state.Amount),
            Receipt = "sha256:" + Convert.ToHexStringLower(state.Receipt),
            SubmittedAt = PolicyTime.Of(submitted.ReceivedAt),
            Lines = LinesOf(state),
            TrainingPlan = state.Form.TrainingPlan,
            Competition = state.Form.Competition,
            MasterStudio = state.Form.MasterStudio,
            Contact = new(state.Form.Contact.Name, Masks.Phone(state.Form.Contact.Phone)),
            Bank = state.Form.Bank is { } bank ? Masks.Account(bank) : null,
            Documents = state.Form.Documents,
            SubmittedBy = submitted.By,
            Decisions = state.Decisions,
            PapersSeen = state.PapersSeen,
            BatchId = state.BatchId,
            Round = state.Round,
            DueOn = state.DueOn,
            Assignee = actor.IsStaff ? state.Assignee : null,
            Appeals = state.Appeals,
            Stops = state.Stops,
            Clawbacks = state.Clawbacks,
            Repayments = state.Repayments,
            ReceivedOnPaper = state.Submitted.Form.ReceivedOnPaper,
            PaidAt = state.PaidAt,
            AppealUntil = appealUntil,
            Imported = state.Imported is { } imported
                ? new(imported.PaidOn, PolicyTime.Of(imported.At), imported.By, imported.FileSha256, Array.ConvertAll(imported.Rows, row => new CaseImportRow(row.Line, row.Benefit, row.Row, row.Source)))
                : null,
        };
    }

    /// <param name="at">From 0, in the order of the form.</param>
    public static LineView LineAt(CaseState state, int at) =>
        LineAt(state, at, (line, benefit) => Array.Find(state.Claims, c => c.Line == line && c.Benefit == benefit));

    private static LineView[] LinesOf(CaseState state)
    {
        // By key: to search all claims for each line of a long roster would be their product.
        var claims = new Dictionary<(int, Benefit), CaseClaim>(state.Claims.Length);
        foreach (var claim in state.Claims) claims.TryAdd((claim.Line, claim.Benefit), claim);
        Func<int, Benefit, CaseClaim?> find = (line, benefit) => claims.GetValueOrDefault((line, benefit));
        var views = new LineView[state.Lines.Length];
        for (var i = 0; i < views.Length; i++) views[i] = LineAt(state, i, find);
        return views;
    }

    private static LineView LineAt(CaseState state, int at, Func<int, Benefit, CaseClaim?> find)
    {
        var line = state.Lines[at];
        var benefits = new BenefitView[line.Benefits.Length];
        for (var i = 0; i < benefits.Length; i++) benefits[i] = View(line.Benefits[i], find(line.Line, line.Benefits[i].Benefit));
        return Line(line.Line, line.WorkerRef, line.MaskedId, at < state.Form.Lines.Length ? state.Form.Lines[at] : null, benefits);
    }

    public static LineView Line(int number, string? workerRef, string? maskedId, RosterLine? given, BenefitView[] benefits) => new()
    {
        Line = number,
        WorkerRef = workerRef,
        MaskedId = maskedId,
        Name = given?.Worker.Name,
        Benefits = benefits,
        Certificate = given?.Certificate,
        Employment = given?.Employment,
        Internship = given?.Internship,
        Award = given?.Award,
        Migrant = given?.Worker.Migrant ?? false,
        SignedByWorker = given?.SignedByWorker ?? false,
    };

    /// <summary>The reason when only the commit found it; the rules say it in the same words.</summary>
    public static ReasonView CertificateOfAnotherWorker { get; } = new(
        RefusalCode.CertificateOfAnotherWorker.Wire(), RefusalCode.CertificateOfAnotherWorker.Title().Zh, RefusalCode.CertificateOfAnotherWorker.Title().En);

    public static ReasonView Of(Reason reason) => new(reason.Code.Wire(), reason.DetailZh, reason.DetailEn);

    private static BenefitView View(SubmittedBenefit benefit, CaseClaim? claim) => new(
        benefit.Benefit, benefit.Verdict, benefit.Amount, benefit.Clause, Array.ConvertAll(benefit.Keys, k => k.Key),
        Array.ConvertAll(benefit.Reasons, r => new ReasonView(r.Code, r.Zh, r.En)), claim?.Status);
}

/// <summary>What is shown of numbers that only a reason unmasks.</summary>
internal static class Masks
{
    /// <summary>The first three and the last four digits; of short ones the last two.</summary>
    public static string? Phone(string? phone) => phone switch
    {
        null => null,
        { Length: >= 9 } => string.Concat(phone.AsSpan(0, 3), new string('*', phone.Length - 7), phone.AsSpan(phone.Length - 4)),
        { Length: > 2 } => string.Concat(new string('*', phone.Length - 2), phone.AsSpan(phone.Length - 2)),
        _ => "**",
    };

    /// <summary>The last four digits of the number; bank and account name in full.</summary>
    public static BankAccount Account(BankAccount bank) => bank with
    {
        AccountNumber = bank.AccountNumber.Length > 4
            ? string.Concat(new string('*', bank.AccountNumber.Length - 4), bank.AccountNumber.AsSpan(bank.AccountNumber.Length - 4))
            : "****",
    };
}
