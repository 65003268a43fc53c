namespace Gongshu.Policy;

/// <summary>Which signals a case gives: pure functions of facts and policy. A signal asks somebody to look; it decides nothing.</summary>
public static class SignalRules
{
    /// <summary>In the order of the policy file, each code once.</summary>
    public static Signal[] Evaluate(SignalFacts facts, SubsidyPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(policy);
        return [.. policy.Signals.Select(terms => Judge(terms, facts)).OfType<Signal>()];
    }

    private static Signal? Judge(SignalTerms terms, SignalFacts facts) => terms.Code switch
    {
        SignalCode.SameBankAccount or SignalCode.SamePhone or SignalCode.SameContact => Same(terms, facts),
        SignalCode.OverlappingContracts => Overlapping(terms, facts),
        SignalCode.ManyCertificatesOfOneDay => ManyOfOneDay(terms, facts),
        SignalCode.NameDiffers => OfPairs(terms, Pairs(facts).Where(pair => pair.Line.NameToken is { } name && pair.Claim.NameToken is { } other && name != other)),
        SignalCode.ReceivedOnPaper => facts.OnPaper ? new(terms, 1, [], []) : null,
        SignalCode.CertificateMoved => Moved(terms, facts),
        _ => throw new ArgumentOutOfRangeException(nameof(terms)),
    };

    /// <summary>Of different organisations only: one organisation has one account and one contact in all its cases.</summary>
    private static Signal? Same(SignalTerms terms, SignalFacts facts) =>
        Of(terms, [], facts.Same.Where(same => same.Code == terms.Code && same.Applicant != facts.Applicant).Select(same => same.Case));

    private static Signal? Overlapping(SignalTerms terms, SignalFacts facts) =>
        OfPairs(terms, Pairs(facts).Where(pair => pair.Claim.Applicant != facts.Applicant && SharedDays(pair.Line, pair.Claim) > terms.Threshold));

    /// <summary>Days that lie in both contracts, first and last included; 0 or less: none.</summary>
    private static int SharedDays(SignalLine line, WorkerClaim claim)
    {
        if (line.From is not { } from || claim.From is not { } otherFrom) return 0;
        var last = Math.Min((line.To ?? DateOnly.MaxValue).DayNumber, (claim.To ?? DateOnly.MaxValue).DayNumber);
        return last - Math.Max(from.DayNumber, otherFrom.DayNumber) + 1;
    }

    private static Signal? ManyOfOneDay(SignalTerms terms, SignalFacts facts)
    {
        var many = facts.Days.Select(day => (Day: day, Count: day.Lines.Length + day.Elsewhere.Sum(other => other.Count))).Where(day => day.Count >= terms.Threshold).ToArray();
        if (many.Length == 0) return null;
        return new(terms, many.Max(day => day.Count), [.. many.SelectMany(day => day.Day.Lines).Distinct().Order()],
            Newest(many.SelectMany(day => day.Day.Elsewhere).Select(other => other.Case)));
    }

    private static Signal? Moved(SignalTerms terms, SignalFacts facts)
    {
        var moved = (from line in facts.Lines
                     where line.Certificate is not null
                     from former in facts.FormerOwners
                     where former.Certificate == line.Certificate && former.Worker != line.Worker && former.Case != facts.Case
                     select (line.Line, former.Case)).ToArray();
        return Of(terms, moved.Select(pair => pair.Line), moved.Select(pair => pair.Case));
    }

    /// <summary>Each line with each claim of its worker in another case.</summary>
    private static IEnumerable<(SignalLine Line, WorkerClaim Claim)> Pairs(SignalFacts facts)
    {
        var claims = facts.Claims.Where(claim => claim.Case != facts.Case).ToLookup(claim => claim.Worker, StringComparer.Ordinal);
        return from line in facts.Lines
               where line.Worker is not null
               from claim in claims[line.Worker!]
               select (line, claim);
    }

    private static Signal? OfPairs(SignalTerms terms, IEnumerable<(SignalLine Line, WorkerClaim Claim)> found)
    {
        var pairs = found.ToArray();
        return Of(terms, pairs.Select(pair => pair.Line.Line), pairs.Select(pair => pair.Claim.Case));
    }

    /// <summary>Null: no other case is concerned.</summary>
    private static Signal? Of(SignalTerms terms, IEnumerable<int> lines, IEnumerable<CaseNumber> cases)
    {
        var newest = Newest(cases);
        return newest.Length == 0 ? null : new(terms, newest.Length, [.. lines.Distinct().Order()], newest);
    }

    private static CaseNumber[] Newest(IEnumerable<CaseNumber> cases) => [.. cases.Distinct().OrderDescending()];
}
