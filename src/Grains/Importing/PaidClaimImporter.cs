using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Importing;

/// <summary>
/// Takes payments of paper years into the ledger, all of a file in one transaction or none of it. Works beside a running system: the ledger judges
/// each key at the commit, and silos that remember less see by the count of imports that there was one.
/// </summary>
public sealed class PaidClaimImporter(ILedger ledger, PolicyBook policies, WorkingDayCalendar calendar, Pseudonymiser pseudonyms)
{
    private static readonly TimeSpan SettleAtMost = TimeSpan.FromSeconds(30);

    /// <exception cref="LedgerUnavailableException">Nothing was written, or (its message says so) the outcome is unknown and the same import again tells it.</exception>
    public async Task<ImportReport> RunAsync(ImportOrder order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        var total = order.Claims.Aggregate(Money.Zero, (sum, claim) => sum + claim.Amount);
        if (await ledger.FindOperationAsync(ImportCommandBuilder.OperationOf(order.Sha256), cancellation) is { Abandoned: false })
            return new(true, [], 0, order.Claims.Length, total, []);

        var aliases = await ledger.LoadAliasesAsync(cancellation);
        var preparation = new ClaimPreparation(policies, calendar, pseudonyms, aliases, order);
        foreach (var claim in order.Claims) preparation.Prepare(claim);
        var faults = preparation.Faults.Concat(await new RegisteredIds(ledger).FaultsAsync(order.Claims, cancellation))
            .Concat(await new StandingClaims(ledger, aliases).FaultsAsync(preparation.Claims, cancellation));
        ImportFault[] all = [.. faults.OrderBy(fault => fault.Row)];
        var groups = ImportCommandBuilder.Cases(preparation.Claims);
        if (all.Length > 0 || order.DryRun || groups.Length == 0) return new(false, [], groups.Length, order.Claims.Length, total, all);
        return await CommitAsync(order, groups, total, cancellation);
    }

    private async Task<ImportReport> CommitAsync(ImportOrder order, PreparedClaim[][] groups, Money total, CancellationToken cancellation)
    {
        var cases = new List<(CaseNumber, PreparedClaim[], string)>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in groups)
            cases.Add((await ledger.NextCaseNumberAsync(group[0].Window, cancellation), group, await NameOfAsync(group, names, cancellation)));
        var command = ImportCommandBuilder.Build(cases, order, pseudonyms);
        var report = new ImportReport(false, Array.ConvertAll(command.Cases, row => row.Number), groups.Length, order.Claims.Length, total, []);
        var outcome = (await ledger.CommitAsync([command], cancellation))[0];
        switch (outcome)
        {
            case Committed:
                return report;
            case AlreadyCommitted:
                return report with { AlreadyImported = true, Cases = [] };
            case Unknown:
                return await ledger.AbandonAsync(command.Operation!, SettleAtMost, cancellation) switch
                {
                    DidHappen => report,
                    NeverHappened => throw new LedgerUnavailableException("The connection broke; nothing was imported."),
                    _ => throw new LedgerUnavailableException("The connection broke, and whether the import happened is unknown: run it again with the same file, and it tells."),
                };
            default:
                // Somebody claimed, or was merged, between the look and the commit.
                throw new LedgerUnavailableException($"Others changed what the file touches meanwhile ({outcome.GetType().Name}); nothing was imported. Run it again to see what stands in the way.");
        }
    }

    private async Task<string> NameOfAsync(PreparedClaim[] group, Dictionary<string, string> names, CancellationToken cancellation)
    {
        if (group.Select(claim => claim.Claim.ApplicantName).FirstOrDefault(name => name is not null) is { } given) return given;
        var uscc = group[0].Claim.Applicant.Value;
        if (names.TryGetValue(uscc, out var known)) return known;
        var newest = await ledger.ListCasesAsync(new CaseFilter(Applicant: uscc), new PageRequest(null, 1), cancellation);
        return names[uscc] = newest.Items is [var row] ? row.Case.ApplicantName : uscc;
    }
}
