using Gongshu.Policy;

namespace Gongshu.Documents;

/// <summary>What every paper of a case says. Names and numbers stand in full: whoever asks for a paper has been asked for his right before.</summary>
public sealed record CaseFacts
{
    public required string CaseNumber { get; init; }
    public required string ApplicantName { get; init; }
    public required string Uscc { get; init; }
    /// <summary>As the policy names it.</summary>
    public required string Programme { get; init; }
    public required string Clause { get; init; }
    /// <summary>The policy by which the case is judged.</summary>
    public required string PolicyTitle { get; init; }
    /// <summary>The day of the application.</summary>
    public required DateOnly AppliedOn { get; init; }
    /// <summary>When the paper is printed, by the policy clock.</summary>
    public required DateTimeOffset PrintedAt { get; init; }
}

/// <summary>One worker's row, as Annex 2 has it.</summary>
/// <param name="Amount">What stands of it; zero: nothing.</param>
/// <param name="Refused">Whether an officer turned all of it away.</param>
public sealed record RosterEntry(int Line, string Name, string IdNumber, string Occupation, string Level, string Phone, Money Amount, bool Refused);

/// <summary>What an officer wrote.</summary>
/// <param name="Text">The outcome in words, and the officer's own.</param>
public sealed record Opinion(string Text, string Officer, DateOnly On);

/// <summary>One benefit that was refused.</summary>
/// <param name="Reason">In words.</param>
/// <param name="Clause">Where the policy says so; null: the officer named no clause.</param>
public sealed record RefusedBenefit(int Line, string Name, string IdNumber, Benefit Benefit, Money Amount, string Reason, string? Clause);

/// <summary>A paper that was given, and how.</summary>
public sealed record GivenPaper(DocumentKind Kind, bool OnPaper);
