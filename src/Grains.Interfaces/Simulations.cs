using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <summary>What a draft of a policy would have paid on the cases of a window. A read: nothing is kept. A stateless worker with key 0.</summary>
public interface ISimulationGrain : IGrainWithIntegerKey
{
    /// <summary>A leader, finance or an admin. Refused: a window that no policy has, a cursor of another simulation.</summary>
    [ResponseTimeout(WindowLimits.Attendance)]
    Task<Answer<SimulationView>> Run(SimulationQuery query, Actor actor);
}

/// <summary>The body of <c>POST /policies/simulations</c>.</summary>
/// <param name="Policy">The draft's JSON, which the edge has read without a fault.</param>
[GenerateSerializer, Immutable, Alias("gongshu.SimulationForm"), NotPersonal]
public sealed record SimulationForm([property: Id(0)] string Policy, [property: Id(1)] WindowId Over);

/// <param name="Differing">Only the lines on which the draft pays more or less than was granted; null or false: all.</param>
/// <param name="Limit">Lines of a page, 1 to 200. The totals are of the whole window on every page.</param>
/// <param name="English">Whether titles and reasons are in English.</param>
[GenerateSerializer, Immutable, Alias("gongshu.SimulationQuery"), NotPersonal]
public sealed record SimulationQuery(
    [property: Id(0)] SimulationForm Form, [property: Id(1)] bool? Differing, [property: Id(2)] string? Cursor, [property: Id(3)] int Limit, [property: Id(4)] bool English);

[GenerateSerializer, Immutable, Alias("gongshu.Simulation"), NotPersonal]
public sealed record SimulationView
{
    /// <summary>The draft's own id.</summary>
    [Id(0)] public required string Draft { get; init; }
    [Id(1)] public required WindowId Over { get; init; }
    /// <summary>The policy that judged the window.</summary>
    [Id(2)] public required string Policy { get; init; }
    /// <summary>
    /// The first day of validity that the draft is judged with: its own, or that of <see cref="Policy"/> where the draft was not in force on the window's first day.
    /// </summary>
    [Id(3)] public required DateOnly ValidFrom { get; init; }
    [Id(4)] public required DateTimeOffset AsOf { get; init; }
    [Id(5)] public required SimulationTotals Totals { get; init; }
    /// <summary>By programme and benefit, in the order of the contract's lists; those of which neither side has a line are left out.</summary>
    [Id(6)] public required SimulatedBenefitSum[] ByBenefit { get; init; }
    /// <summary>What the figures cannot say.</summary>
    [Id(7)] public required SimulationLimit[] NotKnown { get; init; }
    /// <summary>By case number and line.</summary>
    [Id(8)] public required SimulatedLine[] Lines { get; init; }
    [Id(9)] public required string? NextCursor { get; init; }
}

/// <param name="Granted">What stands: claimed and not refused, let go or clawed back; undecided cases count with what they claim.</param>
/// <param name="Paid">Of it, what the bank paid.</param>
/// <param name="WouldPay">What the draft grants on the same cases.</param>
/// <param name="Difference"><paramref name="WouldPay"/> less <paramref name="Granted"/>.</param>
[GenerateSerializer, Immutable, Alias("gongshu.SimulatedAmounts"), NotPersonal]
public sealed record SimulatedAmounts(
    [property: Id(0)] Money Granted, [property: Id(1)] Money Paid, [property: Id(2)] Money WouldPay, [property: Id(3)] Money Difference)
{
    public static readonly SimulatedAmounts None = Of(Money.Zero, Money.Zero, Money.Zero);

    public static SimulatedAmounts Of(Money granted, Money paid, Money wouldPay) => new(granted, paid, wouldPay, wouldPay - granted);

    public static SimulatedAmounts operator +(SimulatedAmounts a, SimulatedAmounts b) => Of(a.Granted + b.Granted, a.Paid + b.Paid, a.WouldPay + b.WouldPay);

    public static SimulatedAmounts Add(SimulatedAmounts left, SimulatedAmounts right) => left + right;
}

/// <summary>Of the whole window.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.SimulationTotals"), NotPersonal]
public sealed record SimulationTotals
{
    /// <summary>Cases that were judged again, whatever became of them.</summary>
    [Id(0)] public required int Cases { get; init; }
    [Id(1)] public required int Lines { get; init; }
    /// <summary>Lines on which the draft pays more than was granted.</summary>
    [Id(2)] public required int LinesWithMore { get; init; }
    [Id(3)] public required int LinesWithLess { get; init; }
    [Id(4)] public required SimulatedAmounts Amounts { get; init; }
    /// <summary>Of <see cref="Cases"/>: judged by the registers of today, as they were stored before the facts of then were kept.</summary>
    [Id(5)] public required int JudgedByRegistersOfToday { get; init; }
    /// <summary>Of <see cref="Cases"/>: lack a paper that the draft demands at submission; they count as if it had come.</summary>
    [Id(6)] public required int LackPapers { get; init; }
    /// <summary>Cases that were paid before the system existed: no facts, so not judged, and not in the amounts above.</summary>
    [Id(7)] public required int NotJudged { get; init; }
    [Id(8)] public required Money NotJudgedPaid { get; init; }
}

/// <param name="ClaimsGranted">Benefits of lines behind what was granted.</param>
/// <param name="ClaimsUnderDraft">Benefits of lines behind what the draft would pay.</param>
[GenerateSerializer, Immutable, Alias("gongshu.SimulatedBenefitSum"), NotPersonal]
public sealed record SimulatedBenefitSum(
    [property: Id(0)] Programme Programme, [property: Id(1)] Benefit Benefit, [property: Id(2)] int ClaimsGranted, [property: Id(3)] int ClaimsUnderDraft,
    [property: Id(4)] SimulatedAmounts Amounts);

/// <summary>Something that a simulation cannot know.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.SimulationLimit"), NotPersonal]
public sealed record SimulationLimit([property: Id(0)] NotKnown Code, [property: Id(1)] string Detail);

[GenerateSerializer, Alias("gongshu.NotKnown")]
public enum NotKnown
{
    /// <summary>Who was refused at submission, or never applied, left no case.</summary>
    RefusedAtSubmission = 1,
    /// <summary>The draft's keys are others than those that the claims of earlier windows hold.</summary>
    KeysOfEarlierClaims = 2,
    /// <summary>The draft looks at facts that these applications were not asked for.</summary>
    FactsNotAsked = 3,
}

/// <param name="WorkerRef">Null for a line without a worker.</param>
[GenerateSerializer, Immutable, Alias("gongshu.SimulatedLine"), NotPersonal]
public sealed record SimulatedLine(
    [property: Id(0)] CaseNumber CaseNumber, [property: Id(1)] CaseStatus Status, [property: Id(2)] Programme Programme, [property: Id(3)] Organisation Applicant,
    [property: Id(4)] int Line, [property: Id(5)] string? WorkerRef, [property: Id(6)] string? MaskedId,
    [property: Id(7)] SimulatedAmounts Amounts, [property: Id(8)] SimulatedBenefit[] Benefits);

/// <summary>One benefit of a line: what the draft says of it, beside what became of it.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.SimulatedBenefit"), NotPersonal]
public sealed record SimulatedBenefit
{
    [Id(0)] public required Benefit Benefit { get; init; }
    /// <summary>The draft's; null: the draft has no such benefit.</summary>
    [Id(1)] public required string? Clause { get; init; }
    /// <summary>The draft's.</summary>
    [Id(2)] public required Verdict Verdict { get; init; }
    /// <summary>Why the draft refuses it.</summary>
    [Id(3)] public required ReasonView[] Reasons { get; init; }
    /// <summary>Of a duplicate: the case that has the key under the draft; null: the key was held at submission, and by whom was not kept.</summary>
    [Id(4)] public required CaseNumber? HeldBy { get; init; }
    /// <summary>Not to be paid under any policy: what applicant, officers or the calendar let go stays out.</summary>
    [Id(5)] public required LetGo? LetGo { get; init; }
    /// <summary>Of the claim as it stands; null: there is none.</summary>
    [Id(6)] public required ClaimStatus? Status { get; init; }
    [Id(7)] public required SimulatedAmounts Amounts { get; init; }
}

[GenerateSerializer, Alias("gongshu.LetGo")]
public enum LetGo
{
    Withdrawn = 1,
    /// <summary>Not corrected in time.</summary>
    Lapsed = 2,
    /// <summary>By an officer's decision that stands.</summary>
    Rejected = 3,
    ClawedBack = 4,
}
