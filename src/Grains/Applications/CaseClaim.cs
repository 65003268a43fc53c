using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>One benefit of one line, with all its keys.</summary>
public sealed record CaseClaim(int Line, Benefit Benefit, Money Amount, ClaimStatus Status, StoredKey[] Keys)
{
    /// <summary>Where the money of an approved claim is.</summary>
    public MoneyPlace Place { get; init; } = MoneyPlace.Waiting;
    /// <summary>Its payment is stopped; only an approved claim that is in no batch can be.</summary>
    public bool Stopped { get; init; }
    /// <summary>The newest batch that it was put into.</summary>
    public string? BatchId { get; init; }
    /// <summary>The decision that rejected it; null: it was not rejected, or won its appeal.</summary>
    public RejectedIn? Rejected { get; init; }
    /// <summary>The appeal against that; a line is appealed once.</summary>
    public int? Appeal { get; init; }
    /// <summary>Clawed back, and its keys let go.</summary>
    public bool Freed { get; init; }

    /// <summary>Whether it guards its keys.</summary>
    public bool Live => Status switch
    {
        ClaimStatus.Held or ClaimStatus.Approved or ClaimStatus.Paid => true,
        ClaimStatus.ClawedBack => !Freed,
        _ => false,
    };

    /// <summary>Approved, and the next settlement may take it.</summary>
    public bool IsPayable => Status == ClaimStatus.Approved && !Stopped && Place != MoneyPlace.Scheduled;

    public bool IsScheduledIn(string batchId) => Status == ClaimStatus.Approved && Place == MoneyPlace.Scheduled && BatchId == batchId;
}

/// <summary>Where approved money is: waiting for a settlement, with the bank, or refused by the bank.</summary>
public enum MoneyPlace { Waiting = 1, Scheduled = 2, Failed = 3 }

/// <summary>Which decision rejected a claim.</summary>
public sealed record RejectedIn(int Round, Stage Stage);

/// <summary>Sums over the claims of a case.</summary>
internal static class CaseSums
{
    public static Money Of(IEnumerable<CaseClaim> claims, Func<CaseClaim, bool> counts)
    {
        var sum = Money.Zero;
        foreach (var claim in claims)
            if (counts(claim)) sum += claim.Amount;
        return sum;
    }

    /// <summary>The case row's account of where the approved money is.</summary>
    public static CaseMoney Places(CaseClaim[] claims, Money repaid)
    {
        Money Approved(MoneyPlace place) => Of(claims, claim => claim.Status == ClaimStatus.Approved && !claim.Stopped && claim.Place == place);
        return new(
            Approved(MoneyPlace.Waiting), Of(claims, claim => claim.Status == ClaimStatus.Approved && claim.Stopped), Approved(MoneyPlace.Scheduled),
            Approved(MoneyPlace.Failed), Of(claims, claim => claim.Status == ClaimStatus.Paid), Of(claims, claim => claim.Status == ClaimStatus.ClawedBack), repaid);
    }
}
