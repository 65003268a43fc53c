using Gongshu.Policy;

namespace Gongshu.PlainSql;

// The request of the contract, as far as this program takes it: applications of skillUpgrade, without an account of their own.

public sealed record Application
{
    public required Programme Programme { get; init; }
    public required string Applicant { get; init; }
    public required Contact Contact { get; init; }
    public bool AcceptPartial { get; init; }
    public required RosterLine[] Lines { get; init; }
    public required Document[] Documents { get; init; }
}

public sealed record Contact(string Name, string? Phone);

public sealed record Document(DocumentKind Kind, string? Attachment, bool OnPaper);

public sealed record RosterLine
{
    public required int Line { get; init; }
    public required Worker Worker { get; init; }
    public Certificate? Certificate { get; init; }
    public Employment? Employment { get; init; }
    public bool SignedByWorker { get; init; }
}

public sealed record Worker(string Name, string IdNumber, string? Phone, bool Migrant);

public sealed record Certificate(string Number, Occupation Occupation, SkillLevel Level, DateOnly IssuedOn, string? DeclaredBy);

public sealed record Occupation(string Code, string Name);

public sealed record Employment(DateOnly ContractFrom, DateOnly? ContractTo, bool SocialInsuranceInHangzhou, string? Position);

/// <summary>The handler's pass; returns, rejections and the later stages are not taken.</summary>
public sealed record Decision(Stage Stage, string Outcome, string? Comment, DocumentKind[] PapersSeen);

public sealed record Enterprise(string Uscc, string Name, EnterpriseKind[] Kinds, bool InDistrict, Account? Bank);

public sealed record Account(string BankName, string AccountName, string AccountNumber);

/// <param name="Org">Of a portal; null: staff.</param>
public sealed record Caller(string Id, string Name, bool IsStaff, string? Org)
{
    public bool MaySee(string uscc) => IsStaff || Org == "*" || Org == uscc;
}
