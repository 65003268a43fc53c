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
        if (certificates.Length > 0) prepared = prepared.WithOwners(await services.Ledger.LoadCertificateOwnersAsync(certificates, CancellationToken.None));
        var refused = await RefusedBenefits.Of(prepared);
        var taken = await TakenKeys([.. prepared.Eligible.SelectMany(e => e.Benefit.Keys).Concat(refused.Keys).Distinct()]);
        var rows = taken.Length == 0 ? [] : await services.Ledger.FindCasesAsync([.. taken.Select(t => t.Case).Distinct()], CancellationToken.None);
        var conflicts = await Duplicates.Views(services.Ledger, prepared, taken, rows);
        var refusals = Refusals.All(prepared).ToArray();
        var left = prepared.WithoutDuplicates(Duplicates.Benefits(prepared, taken));
        var refusedAsDuplicate = conflicts.Length > 0 && (!prepared.Form.AcceptPartial || !left.Eligible.Any());
        var codes = refusals.Select(r => r.Code).ToList();
        if (conflicts.Length > 0 && refusedAsDuplicate) codes.Add(ProblemCode.DuplicateClaim);
        await Record(prepared);
        var takenKeys = taken.Select(t => t.Key).ToHashSet();
        return new(
            refusals.Length > 0 ? Unprocessable : refusedAsDuplicate ? Conflict : Created,
            [.. codes.Select(ProblemCodes.Wire)], prepared.Window, left.Evaluation.Amount,
            Array.ConvertAll(prepared.Evaluation.Reasons, Applications.CaseViews.Of),
            Refusals.Lines(left, (line, benefit) => refused.For(line, benefit, takenKeys) is { } change ? ChangeViews.Of(change, prepared.Form, line) : null),
            Array.ConvertAll(prepared.Evaluation.Missing, m => new MissingPaper(m.Kind, m.Clause)), conflicts)
        {
            NextOpensOn = Array.Find(refusals, r => r.Code == ProblemCode.WindowClosed)?.NextOpensOn,
            NextClosesOn = Array.Find(refusals, r => r.Code == ProblemCode.WindowClosed)?.NextClosesOn,
            ComputedAmount = Array.Find(refusals, r => r.Code == ProblemCode.AmountMismatch)?.ComputedAmount,
        };
    }

    private async Task<TakenKey[]> TakenKeys(ClaimKey[] keys)
    {
        if (keys.Length == 0) return [];
        var wanted = keys.ToHashSet();
        var histories = await services.Ledger.LoadHistoriesAsync([.. keys.Select(k => k.Subject).Distinct()], CancellationToken.None);
        return [.. from history in histories
                   from entry in history.Entries
                   where entry.Live && wanted.Contains(entry.Key)
                   select new TakenKey(entry.Key, entry.Case, entry.Applicant, entry.SubmittedAt)];
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
