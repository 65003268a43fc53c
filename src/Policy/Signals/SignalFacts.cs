namespace Gongshu.Policy;

/// <summary>What the signals of one case are judged by: pseudonyms and keyed hashes, no name and no number.</summary>
public sealed record SignalFacts
{
    public required CaseNumber Case { get; init; }
    /// <summary>The applicant's USCC.</summary>
    public required string Applicant { get; init; }
    /// <summary>Entered for paper that had come before.</summary>
    public required bool OnPaper { get; init; }
    public required SignalLine[] Lines { get; init; }
    /// <summary>Other cases with the same account, phone or contact, of whomever.</summary>
    public required SameTrace[] Same { get; init; }
    /// <summary>The certificates of the case, by day of issue and level.</summary>
    public required CertificateDay[] Days { get; init; }
    /// <summary>What was ever claimed for the workers of the case.</summary>
    public required WorkerClaim[] Claims { get; init; }
    /// <summary>Released claims that leant on a certificate of the case.</summary>
    public required FormerOwner[] FormerOwners { get; init; }
}

/// <param name="Worker">The worker's reference, of the person that they are now; null: the line names nobody.</param>
/// <param name="NameToken">Keyed hash of the name as given.</param>
/// <param name="From">The first day of the labour contract; null: the line has none.</param>
/// <param name="To">Its last day; null: open-ended.</param>
/// <param name="Certificate"><c>c_…</c></param>
public sealed record SignalLine(int Line, string? Worker, long? NameToken, DateOnly? From, DateOnly? To, string? Certificate);

/// <param name="Code">Which of the three that compare organisations.</param>
public sealed record SameTrace(SignalCode Code, CaseNumber Case, string Applicant);

/// <summary>Certificates of one day, level and applicant.</summary>
/// <param name="Lines">The lines of this case that have one.</param>
/// <param name="Elsewhere">How many each other case of the applicant has.</param>
public sealed record CertificateDay(int[] Lines, (CaseNumber Case, int Count)[] Elsewhere);

/// <summary>A claim of a worker of the case, in whatever case; members as in <see cref="SignalLine"/>.</summary>
public sealed record WorkerClaim(string Worker, CaseNumber Case, string Applicant, long? NameToken, DateOnly? From, DateOnly? To);

/// <summary>A worker who had a claim on a certificate, which was released.</summary>
public sealed record FormerOwner(string Certificate, string Worker, CaseNumber Case);

/// <summary>A signal that a case gives.</summary>
/// <param name="Count">What <c>{count}</c> stands for: cases, or certificates.</param>
/// <param name="Lines">The lines concerned, ascending; empty: the whole case.</param>
/// <param name="Cases">The other cases concerned, newest first.</param>
public sealed record Signal(SignalTerms Terms, int Count, int[] Lines, CaseNumber[] Cases)
{
    public BilingualText Detail => new(Filled(Terms.Detail.Zh, "、"), Filled(Terms.Detail.En, ", "));

    private string Filled(string text, string comma) => text
        .Replace("{count}", Count.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{threshold}", Terms.Threshold?.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{lines}", string.Join(comma, Lines), StringComparison.Ordinal);
}
