using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Lists;

/// <summary>A case as the lists show it, from its row alone: the <c>201</c> body without lines.</summary>
internal static class CaseRows
{
    public static CaseView View(CaseRow row)
    {
        var stored = row.Case;
        return new CaseView
        {
            CaseNumber = stored.Number,
            Status = stored.Status,
            Version = stored.Version,
            Window = stored.Number.Window,
            Policy = stored.Policy,
            Programme = stored.Programme,
            Applicant = new Organisation(stored.Applicant, stored.ApplicantName),
            Amount = stored.Amount,
            AmountInWords = RmbCapitals.Of(stored.Amount),
            Receipt = "sha256:" + Convert.ToHexStringLower(stored.Receipt),
            SubmittedAt = PolicyTime.Of(stored.SubmittedAt),
            BatchId = stored.BatchId,
            DueOn = stored.DueOn,
            PaidAt = stored.PaidAt is { } paidAt ? PolicyTime.Of(paidAt) : null,
        };
    }

    public static OpenClawback Clawback(CaseRow row)
    {
        var stored = row.Case;
        return new(stored.Number, new Organisation(stored.Applicant, stored.ApplicantName), stored.Programme, stored.Status,
            stored.Money.ClawedBack, stored.Money.Repaid, stored.Money.ClawedBack - stored.Money.Repaid, stored.Number.Window);
    }
}
