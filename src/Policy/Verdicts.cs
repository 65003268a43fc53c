namespace Gongshu.Policy;

/// <summary>判定: what the rules say of one benefit of one line.</summary>
public enum Verdict { Eligible = 1, NotEligible = 2, Duplicate = 3 }

/// <summary>One failed rule. Details carry no personal data.</summary>
public sealed record Reason(RefusalCode Code, string DetailZh, string DetailEn);

/// <summary>A fact that a rule looked at, with where it came from (<c>application</c>, <c>enterpriseRegistry</c>, <c>trainingPlan</c>, …).</summary>
public sealed record FactUsed(string Name, string? Value, string Source);

/// <param name="Amount">What would be paid; zero unless eligible.</param>
/// <param name="Clause">e.g. <c>三(二)</c>.</param>
/// <param name="Keys">In the order of the policy file; empty unless eligible.</param>
public sealed record BenefitVerdict(
    Benefit Benefit, Verdict Verdict, Money Amount, string Clause, ClaimKey[] Keys, Reason[] Reasons, FactUsed[] Facts);

/// <param name="Certificate"><c>c_…</c> when the line's claims own a certificate.</param>
public sealed record LineVerdict(int Line, string? WorkerRef, string? Certificate, BenefitVerdict[] Benefits)
{
    public bool HasEligible => Array.Exists(Benefits, b => b.Verdict == Verdict.Eligible);
}

/// <summary>A paper of section 四 that is not there.</summary>
public sealed record MissingDocument(DocumentKind Kind, string Clause);

/// <summary>The outcome of one evaluation: a pure function of facts, policy and calendar.</summary>
/// <param name="Reasons">About the application: applicant, plan, competition, studio. Any of them refuses the whole.</param>
public sealed record Evaluation(string PolicyId, Reason[] Reasons, LineVerdict[] Lines, MissingDocument[] Missing)
{
    /// <summary>Papers apart: no reason about the application, and each line has an eligible benefit.</summary>
    public bool IsEligible => Reasons.Length == 0 && Array.TrueForAll(Lines, l => l.HasEligible);

    /// <summary>The sum over all eligible benefits.</summary>
    public Money Amount
    {
        get
        {
            var sum = Money.Zero;
            foreach (var line in Lines)
                foreach (var benefit in line.Benefits)
                    sum += benefit.Amount;
            return sum;
        }
    }
}
