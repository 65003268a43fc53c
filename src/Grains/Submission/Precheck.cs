using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>What a submission would be answered now. No holds; stored is only an audit entry, since it tells whether a person was paid.</summary>
internal sealed class Precheck(SubmissionServices services)
{
    private const int Created = 201, Conflict = 409, Unprocessable = 422;

    public async Task<PrecheckView> Run(PreparedApplication prepared)
    {
        var certificates = prepared.Facts.Lines.Where(l => l.Certificate is not null).Select(l => l.Certificate!.Number).Distinct().ToArray();
        var standing = await services.Ledger.LoadStandingAsync([.. prepared.Keys.Distinct()], certificates, CancellationToken.None);
        prepared = prepared.WithOwners(standing.Owners);
        var refused = await RefusedBenefits.Of(prepared);
        var claimedThen = await services.Ledger.LoadStandingAsync([.. refused.Keys.Distinct()], [], CancellationToken.None);
        var conflicts = await Duplicates.Views(services.Ledger, prepared, standing.Holders);
        var refusals = Refusals.All(prepared).ToArray();
        var left = prepared.WithoutDuplicates(Duplicates.Benefits(prepared, standing.Holders.Keys));
        var refusedAsDuplicate = conflicts.Length > 0 && (!prepared.Form.AcceptPartial || !left.Eligible.Any());
        var codes = refusals.Select(r => r.Code).ToList();
        if (conflicts.Length > 0 && refusedAsDuplicate) codes.Add(ProblemCode.DuplicateClaim);
        await Record(prepared);
        HashSet<ClaimKey> taken = [.. standing.Holders.Keys, .. claimedThen.Holders.Keys];
        return new(
            refusals.Length > 0 ? Unprocessable : refusedAsDuplicate ? Conflict : Created,
            [.. codes.Select(ProblemCodes.Wire)], prepared.Window, left.Evaluation.Amount,
            Array.ConvertAll(prepared.Evaluation.Reasons, Applications.CaseViews.Of),
            Refusals.Lines(left, (line, benefit) => refused.For(line, benefit, taken) is { } change ? ChangeViews.Of(change, prepared.Form, line) : null),
            Array.ConvertAll(prepared.Evaluation.Missing, m => new MissingPaper(m.Kind, m.Clause)), conflicts)
        {
            NextOpensOn = Array.Find(refusals, r => r.Code == ProblemCode.WindowClosed)?.NextOpensOn,
            NextClosesOn = Array.Find(refusals, r => r.Code == ProblemCode.WindowClosed)?.NextClosesOn,
            ComputedAmount = Array.Find(refusals, r => r.Code == ProblemCode.AmountMismatch)?.ComputedAmount,
        };
    }

    private async Task Record(PreparedApplication prepared)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["applicant"] = prepared.Form.Applicant,
            ["programme"] = prepared.Form.Programme.ToString(),
            ["receivedOnPaper"] = prepared.Form.ReceivedOnPaper is { } paper ? $"{paper.On:yyyy-MM-dd}" : "",
            ["workers"] = string.Join(' ', prepared.People.Select(p => p.WorkerRef)),
        });
        await services.Ledger.AppendAuditAsync(
            new("application.prechecked", prepared.Actor.Id, prepared.ReceivedAt, prepared.Form.Applicant, body), CancellationToken.None);
    }
}
