namespace Gongshu.StaffConsole.Contract;

/// <summary><c>POST /applications/precheck</c>.</summary>
public sealed record Precheck(
    int WouldBe, string[] Codes, string? Window, decimal Amount, Reason[] Reasons, PrecheckLine[] Lines, MissingPaper[] Missing, Conflict[] Conflicts,
    DateOnly? NextOpensOn, decimal? ComputedAmount);

public sealed record PrecheckLine(int Line, PrecheckBenefit[] Benefits);

public sealed record PrecheckBenefit(string Benefit, string Verdict, decimal Amount, string Clause, Reason[] Reasons, PossibleChange? Change);

public sealed record PossibleChange(bool Possible, string Text, string TextEn);

public sealed record Conflict(int Line, string Benefit, Holder HeldBy);

public sealed record Holder(string? CaseNumber, string Status);

/// <summary><c>POST /applications/rosters</c>.</summary>
public sealed record RosterRead(RosterLine[] Lines, RosterFault[] Errors, int ErrorsOmitted, string[] IgnoredColumns, FaultyRow[] Faulty);

public sealed record RosterFault(int Row, string Column, string Code, string Detail);

public sealed record FaultyRow(int Row, RosterLine Line, Dictionary<string, string> Cells);

public sealed record RosterLine(int Line, RosterWorker Worker, RosterCertificate? Certificate, RosterEmployment? Employment, bool? SignedByWorker);

public sealed record RosterWorker(string Name, string IdNumber, string? Phone, bool? Migrant);

public sealed record RosterCertificate(string? Number, RosterOccupation? Occupation, string? Level, string? IssuedOn, string? DeclaredBy);

public sealed record RosterOccupation(string? Code, string? Name);

public sealed record RosterEmployment(string? ContractFrom, string? ContractTo, bool? SocialInsuranceInHangzhou, string? Position);

/// <summary>An organisation as the counter chooses it.</summary>
public sealed record ApplicantFound(string Uscc, string Name, string[] Kinds, bool InDistrict, Contact? Contact, BankAccount? Bank, BankAccount? PendingBank);

/// <summary>A plan, a competition or a studio, for choosing one: each has its own of these.</summary>
public sealed record ThingToChoose(string Id, string? Title, string? Name, int? Year, string? Host, string? Organiser);

/// <summary><c>POST /attachments</c>.</summary>
public sealed record Uploaded(string Id, string Name);
