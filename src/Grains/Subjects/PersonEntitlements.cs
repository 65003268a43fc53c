using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>From a person's claims to what is used up and what the policy in force leaves open.</summary>
internal static class PersonEntitlements
{
    /// <summary>
    /// A portal is told of other organisations' claims what it would meet as a duplicate, without the case; of a person for whom it has no
    /// claim, nothing at all.
    /// </summary>
    public static EntitlementsView Of(string workerRef, IReadOnlyList<HeldClaim> rows, SubsidyPolicy policy, Actor actor)
    {
        if (!actor.IsStaff && !rows.Any(row => actor.MaySee(row.Applicant))) return new(workerRef, null, policy.Id, [], []);
        var views = rows.Where(row => row.IsShown).Select(ClaimRows.View).ToArray();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var certificate in views.Select(view => view.Certificate).OfType<Certificate>())
            if (OccupationCode.TryParse(certificate.Occupation.Code, out var code)) names[code.Value] = certificate.Occupation.Name;
        var live = rows.Where(row => row.Live).Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        var open = OpenEntitlements.Of(policy, live, names.Keys.Select(OccupationCode.Parse));
        return new(
            workerRef, views.LastOrDefault()?.MaskedId, policy.Id,
            [.. views.Where(view => view.Live).OrderBy(view => view.SubmittedAt).ThenBy(view => view.CaseNumber).ThenBy(view => view.Line).ThenBy(view => view.Benefit)
                .Select(view => Used(view, actor))],
            Array.ConvertAll(open, entry => Open(entry, names)));
    }

    private static UsedEntitlementView Used(ClaimView view, Actor actor) => new()
    {
        Programme = view.Programme,
        Benefit = view.Benefit,
        Clause = view.Clause,
        EntitlementKey = view.EntitlementKey,
        EntitlementKeys = view.EntitlementKeys,
        Occupation = view.Certificate?.Occupation,
        Level = view.Certificate?.Level,
        CaseNumber = actor.MaySee(view.Applicant.Uscc) ? view.CaseNumber : null,
        Status = view.Status,
        Amount = view.Amount,
    };

    private static OpenEntitlementView Open(OpenEntitlement entry, Dictionary<string, string> names) => new(
        entry.Programme, entry.Benefit, entry.Clause, entry.Scope, entry.Occupation is { } code ? new(code.Value, names[code.Value]) : null, entry.Level,
        [.. entry.Amounts.Select(amount => new PossibleAmountView(amount.Of, amount.Amount))]);
}
