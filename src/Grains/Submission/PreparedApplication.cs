using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>An application with everything that was needed to judge it, and the judgement.</summary>
internal sealed record PreparedApplication
{
    public required ApplicationForm Form { get; init; }
    public required Actor Actor { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    /// <summary>The window that takes it, or null: closed at that instant.</summary>
    public required WindowId? Window { get; init; }
    public required WindowDays? NextWindow { get; init; }
    public required SubsidyPolicy Policy { get; init; }
    public required WorkingDayCalendar Calendar { get; init; }
    public required EnterpriseProfile? Applicant { get; init; }
    public required ApplicationFacts Facts { get; init; }
    /// <summary>By position in <see cref="ApplicationForm.Lines"/>.</summary>
    public required PersonOnRoster[] People { get; init; }
    public required Evaluation Evaluation { get; init; }
    /// <summary>Those of the files that the form names which exist and may be named here.</summary>
    public IReadOnlySet<string> Attachments { get; init; } = new HashSet<string>();

    /// <summary>The same with the owners of certificates known, judged anew where one of them is somebody else.</summary>
    public PreparedApplication WithOwners(IReadOnlyDictionary<string, string> owners)
    {
        var facts = Facts with { CertificateOwners = owners };
        var isAnothers = facts.Lines.Any(line => line.Certificate is { } given && owners.TryGetValue(given.Number, out var owner) && owner != line.WorkerRef);
        return this with { Facts = facts, Evaluation = isAnothers ? Evaluator.Evaluate(facts, Policy, Calendar, factsUsed: false) : Evaluation };
    }

    /// <summary>The same without these benefits, which stay listed as duplicates with amount zero.</summary>
    public PreparedApplication WithoutDuplicates(IReadOnlySet<(int Line, Benefit Benefit)> duplicates) => this with
    {
        Evaluation = Evaluation with
        {
            Lines = Array.ConvertAll(Evaluation.Lines, line => line with
            {
                Benefits = Array.ConvertAll(line.Benefits, benefit => duplicates.Contains((line.Line, benefit.Benefit))
                    ? benefit with { Verdict = Verdict.Duplicate, Amount = Money.Zero }
                    : benefit),
            }),
        },
    };

    /// <summary>Every benefit that would be paid, with its line.</summary>
    public IEnumerable<(LineVerdict Line, BenefitVerdict Benefit)> Eligible
    {
        get
        {
            foreach (var line in Evaluation.Lines)
            {
                foreach (var benefit in line.Benefits)
                    if (benefit.Verdict == Verdict.Eligible) yield return (line, benefit);
            }
        }
    }

    /// <summary>The keys that these take.</summary>
    public IEnumerable<ClaimKey> Keys
    {
        get
        {
            foreach (var (_, benefit) in Eligible)
            {
                foreach (var key in benefit.Keys) yield return key;
            }
        }
    }
}

/// <summary>What is derived from an ID number once, so that it need not be read again.</summary>
/// <param name="NameToken">Keyed hash of the name.</param>
internal sealed record PersonOnRoster(string WorkerRef, string MaskedId, long NameToken);
