using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Batches;

/// <summary>
/// To whom a settlement can pay: applicants with a confirmed account and none that waits for a second person. The cases of the others are
/// held back.
/// </summary>
internal sealed record Payees(IReadOnlyDictionary<string, EnterpriseProfile> WithAccount)
{
    private const int AtOnce = 32;

    public bool HasAccount(CaseRow row) => WithAccount.ContainsKey(row.Case.Applicant);

    /// <param name="refused">The account that the bank refused last; null: none.</param>
    public bool CanBePaid(CaseRow row, PayeeAccount? refused) =>
        WithAccount.TryGetValue(row.Case.Applicant, out var payee)
        && (refused is null || refused != new PayeeAccount(payee.Bank!.BankName, payee.Bank.AccountName, payee.Bank.AccountNumber));

    /// <summary>Whether it has approved money in no batch, or that the bank refused.</summary>
    public static bool IsWaiting(CaseRow row) => row.Case.Money.Waiting + row.Case.Money.Failed > Money.Zero;

    /// <summary>Those of the payable cases of which something is left out, and why.</summary>
    public HeldBack[] HeldBack(CaseRow[] rows) =>
    [
        .. from row in rows
           let reason = row.Case.Money.Stopped > Money.Zero ? HeldBackReason.Stopped
               : IsWaiting(row) && !HasAccount(row) ? HeldBackReason.PendingBank
               : (HeldBackReason?)null
           where reason is not null
           select new HeldBack(row.Case.Number, reason.Value),
    ];

    /// <summary>Asks each applicant's registry entry once, some at a time.</summary>
    public static async Task<Payees> OfAsync(IGrainFactory grains, IEnumerable<CaseRow> cases)
    {
        var withAccount = new Dictionary<string, EnterpriseProfile>();
        foreach (var some in cases.Select(row => row.Case.Applicant).Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            var profiles = await Task.WhenAll(some.Select(uscc => grains.GetGrain<IEnterpriseGrain>(GrainKeys.Enterprise(uscc)).Profile()));
            foreach (var profile in profiles)
                if (profile is { Bank: not null, PendingBank: null }) withAccount.Add(profile.Uscc, profile);
        }
        return new(withAccount);
    }
}

/// <summary>What a settlement can pay at this moment, and what waits and why.</summary>
internal sealed record Payable(CaseRow[] Cases, HeldBack[] HeldBack, Payees Payees)
{
    public Money Amount => Cases.Aggregate(Money.Zero, (sum, row) => sum + row.Case.Money.Waiting + row.Case.Money.Failed);

    /// <summary>
    /// What the bank refused waits for a corrected account: a confirmed one that is not the refused one.
    /// </summary>
    public static async Task<Payable> OfAsync(WindowId window, ILedger ledger, IGrainFactory grains)
    {
        var rows = await ledger.PayableCasesAsync(window, CancellationToken.None);
        var payees = await Payees.OfAsync(grains, rows);
        CaseNumber[] failed = [.. rows.Where(row => row.Case.Money.Failed > Money.Zero).Select(row => row.Case.Number)];
        var refused = failed.Length == 0 ? null : await ledger.LastFailedAccountsAsync(failed, CancellationToken.None);
        return new(Array.FindAll(rows, row => Payees.IsWaiting(row) && payees.CanBePaid(row, refused?.GetValueOrDefault(row.Case.Number))), payees.HeldBack(rows), payees);
    }
}
