using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <summary>
/// What the official forms say, with names and numbers in full, as the papers demand. Each print is an audit event, durable before the answer;
/// repeating is another print. A stateless worker with key 0.
/// </summary>
public interface IPapersGrain : IGrainWithIntegerKey
{
    /// <summary>Not found: no such case, or not to be seen by this caller. <c>paper-not-issued</c>: this case has no such paper.</summary>
    Task<Answer<PrintedCase>> Print(PrintPaper command);

    /// <summary>The whole claim history of a person, of which a portal sees its own organisation's entries. Staff get <c>not-found</c> when nothing is known of the person.</summary>
    Task<Answer<PrintedHistory>> PrintHistory(string workerRef, Actor actor);
}

/// <summary>受理回执, 补正告知书, 不予补贴决定书, and the two annexes.</summary>
[GenerateSerializer, Alias("gongshu.PaperKind")]
public enum PaperKind { Annex1 = 1, Annex2 = 2, Receipt = 3, CorrectionNotice = 4, Decision = 5 }

/// <param name="Format">As the file's name ends: <c>pdf</c> or <c>xlsx</c>.</param>
[GenerateSerializer, Immutable, Alias("gongshu.PrintPaper"), NotPersonal]
public sealed record PrintPaper([property: Id(0)] CaseNumber CaseNumber, [property: Id(1)] PaperKind Kind, [property: Id(2)] string Format, [property: Id(3)] Actor Actor);

/// <summary>A case as its papers show it. What the kind of paper that was asked for does not show is empty or null.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.PrintedCase"), NotPersonal]
public sealed record PrintedCase
{
    [Id(0)] public required CaseNumber CaseNumber { get; init; }
    [Id(1)] public required Programme Programme { get; init; }
    [Id(2)] public required string ProgrammeName { get; init; }
    [Id(3)] public required string Clause { get; init; }
    [Id(4)] public required string PolicyTitle { get; init; }
    [Id(5)] public required Organisation Applicant { get; init; }
    [Id(6)] public required DateOnly AppliedOn { get; init; }
    [Id(7)] public required DateTimeOffset PrintedAt { get; init; }
    /// <summary>What the form asks for as it stands; on a receipt, as it was first taken.</summary>
    [Id(8)] public required Money Applied { get; init; }
    /// <summary>What of it was neither refused nor let go.</summary>
    [Id(9)] public required Money Standing { get; init; }
    [Id(10), Personal] public Contact? Contact { get; init; }
    [Id(11), Personal] public NamedPerson? LegalRepresentative { get; init; }
    /// <summary>The application's account, or by default the enterprise's confirmed one.</summary>
    [Id(12), Personal] public BankAccount? Bank { get; init; }
    /// <summary>The document of the studio or the competition; null: the sum rests on the policy itself.</summary>
    [Id(13)] public OfficialDocument? Document { get; init; }
    /// <summary>The name of the studio or the competition.</summary>
    [Id(14)] public string? About { get; init; }
    [Id(15)] public PrintedLine[] Lines { get; init; } = [];
    /// <summary>The newest decision of each stage that stands.</summary>
    [Id(16)] public DecisionView[] Decisions { get; init; } = [];
    [Id(17)] public PrintedReceipt? Receipt { get; init; }
    [Id(18)] public PrintedReturn? Return { get; init; }
    [Id(19)] public PrintedRefusals? Refusals { get; init; }
}

/// <param name="Occupation">Of the certificate or the award.</param>
/// <param name="Amount">What of the line stands.</param>
/// <param name="Refused">Whether an officer turned all of it away.</param>
[GenerateSerializer, Immutable, Alias("gongshu.PrintedLine"), NotPersonal]
public sealed record PrintedLine(
    [property: Id(0)] int Line, [property: Id(1), Personal] Person Worker, [property: Id(2)] string? Occupation, [property: Id(3)] SkillLevel? Level,
    [property: Id(4)] Education? Education, [property: Id(5)] AwardKind? Award, [property: Id(6)] Money Amount, [property: Id(7)] bool Refused);

/// <param name="Hash"><c>sha256:</c> and hex.</param>
/// <param name="Lines">How many rows the roster has.</param>
/// <param name="DueOn">Until which the first stage is to be done.</param>
[GenerateSerializer, Immutable, Alias("gongshu.PrintedReceipt"), NotPersonal]
public sealed record PrintedReceipt(
    [property: Id(0)] DateTimeOffset ReceivedAt, [property: Id(1)] string Hash, [property: Id(2)] int Lines, [property: Id(3)] DocumentGiven[] Documents,
    [property: Id(4)] DateOnly? DueOn, [property: Id(5)] DateOnly? ReceivedOnPaper);

/// <param name="Corrected">Whether a corrected form has come since.</param>
[GenerateSerializer, Immutable, Alias("gongshu.PrintedReturn"), NotPersonal]
public sealed record PrintedReturn([property: Id(0)] DecisionView Decision, [property: Id(1)] DateOnly? DueOn, [property: Id(2)] bool Corrected);

/// <param name="Text">What officers wrote of the whole.</param>
[GenerateSerializer, Immutable, Alias("gongshu.PrintedRefusals"), NotPersonal]
public sealed record PrintedRefusals(
    [property: Id(0)] PrintedRefusal[] Items, [property: Id(1)] string? Text, [property: Id(2)] DateOnly DecidedOn, [property: Id(3)] DateOnly? AppealUntil);

/// <param name="Worker">Null: the line has none.</param>
/// <param name="Reason">In Chinese.</param>
/// <param name="Clause">Null: the officer named none of the policy's reasons.</param>
[GenerateSerializer, Immutable, Alias("gongshu.PrintedRefusal"), NotPersonal]
public sealed record PrintedRefusal(
    [property: Id(0)] int Line, [property: Id(1), Personal] Person? Worker, [property: Id(2)] Benefit Benefit, [property: Id(3)] Money Amount,
    [property: Id(4)] string Reason, [property: Id(5)] string? Clause);

/// <param name="Name">Null: no entry that the caller may see tells it.</param>
[GenerateSerializer, Immutable, Alias("gongshu.PrintedHistory"), NotPersonal]
public sealed record PrintedHistory(
    [property: Id(0)] string WorkerRef, [property: Id(1), Personal] string? Name, [property: Id(2), Personal] string? MaskedId, [property: Id(3)] ClaimTotals Totals,
    [property: Id(4)] ClaimView[] Items, [property: Id(5)] DateTimeOffset PrintedAt);
