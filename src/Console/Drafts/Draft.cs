using Gongshu.StaffConsole.Contract;

namespace Gongshu.StaffConsole.Drafts;

/// <summary>
/// An application that is being entered, as it was typed: texts, whether they are right or not. What is right, the contract says.
/// Holds personal data: see <see cref="DraftStore"/>.
/// </summary>
public sealed class Draft
{
    public required string Id { get; init; }
    public required string Programme { get; init; }
    public required string Uscc { get; init; }
    public required string ApplicantName { get; init; }

    /// <summary>Of the submission: the same for as long as the draft lives, so that a lost answer cannot make two cases.</summary>
    public required string Key { get; init; }

    /// <summary>The returned case that is corrected, and the version that was seen; null: a new application.</summary>
    public string? CaseNumber { get; init; }

    public int? Version { get; init; }

    public DateTimeOffset SavedAt { get; set; }

    /// <summary>Of the last sending whose fields were taken: an older one that comes in later changes nothing.</summary>
    public long Beat { get; set; }

    /// <summary>Set once the answer is known: this is no draft any more.</summary>
    public string? Became { get; set; }

    public DraftHead Head { get; set; } = new();
    public List<DraftPaper> Papers { get; set; } = [];
    public List<DraftLine> Lines { get; set; } = [];

    /// <summary>What the contract said of it last.</summary>
    public DraftCheck? Check { get; set; }

    public DraftLine? Line(int number) => Lines.Find(line => line.Line == number);

    public int NextLine => Lines.Count == 0 ? 1 : Lines.Max(line => line.Line) + 1;
}

/// <summary>What stands above the roster.</summary>
public sealed class DraftHead
{
    public string? PaperOn { get; set; }
    public string? PaperRegister { get; set; }
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }
    public string? BankName { get; set; }
    public string? AccountName { get; set; }
    public string? AccountNumber { get; set; }

    /// <summary>The plan, competition or studio, as the programme has it.</summary>
    public string? Reference { get; set; }

    public string? RequestedAmount { get; set; }
    public bool AcceptPartial { get; set; }
}

/// <param name="At">When it has to be there.</param>
/// <param name="Attachment">Null: not uploaded.</param>
/// <param name="Name">Of the uploaded file.</param>
public sealed record DraftPaper(string Kind, string At, string Clause, bool OnPaper = false, string? Attachment = null, string? Name = null);

/// <summary>A line of the roster as it was typed; codes, days and numbers as the contract writes them, if they are right.</summary>
public sealed class DraftLine
{
    public int Line { get; set; }
    public string? Name { get; set; }
    public string? IdNumber { get; set; }
    public string? Phone { get; set; }
    public bool Migrant { get; set; }
    public string? CertificateNumber { get; set; }
    public string? OccupationCode { get; set; }
    public string? OccupationName { get; set; }
    public string? Level { get; set; }
    public string? IssuedOn { get; set; }
    public string? DeclaredBy { get; set; }

    /// <summary>Of the labour contract: of the employment, or of the hiring after an internship.</summary>
    public string? ContractFrom { get; set; }

    public string? ContractTo { get; set; }
    public bool SocialInsurance { get; set; }
    public string? Position { get; set; }
    public bool SignedByWorker { get; set; }
    public string? Base { get; set; }
    public string? From { get; set; }
    public string? To { get; set; }
    public string? Education { get; set; }
    public string? Edition { get; set; }
    public string? AnnouncedOn { get; set; }
    public string? AwardKind { get; set; }
    public string? Team { get; set; }
    public string? AwardOccupation { get; set; }
}

/// <summary>What a precheck said, by line number.</summary>
public sealed class DraftCheck
{
    /// <summary>Whether the whole roster was judged.</summary>
    public bool Whole { get; set; }

    /// <summary>A digest of what was judged: the same is not asked twice.</summary>
    public string Of { get; set; } = "";

    /// <summary>201, 409 or 422; null: the body had faults, or nothing answered.</summary>
    public int? WouldBe { get; set; }

    public string? Window { get; set; }
    public decimal Amount { get; set; }
    public decimal? ComputedAmount { get; set; }
    public DateOnly? NextOpensOn { get; set; }
    public string[] Codes { get; set; } = [];
    public string[] Reasons { get; set; } = [];
    public MissingPaper[] Missing { get; set; } = [];

    /// <summary>By pointer, of everything but the lines.</summary>
    public Dictionary<string, string> Faults { get; set; } = [];

    public Dictionary<int, LineCheck> Lines { get; set; } = [];

    /// <summary>Faults that were not told because there are too many.</summary>
    public int Omitted { get; set; }

    /// <summary>What else kept it from being judged.</summary>
    public string? Refused { get; set; }

    public bool IsWrong(int line) => Lines.TryGetValue(line, out var check) && check.IsWrong;
}

/// <param name="Faults">By the field of <see cref="DraftLine"/>.</param>
public sealed record LineCheck(Dictionary<string, string> Faults, BenefitCheck[] Benefits)
{
    public bool IsWrong => Faults.Count > 0 || Array.Exists(Benefits, benefit => !benefit.IsGood);
}

/// <param name="HeldBy">The case that has it already.</param>
/// <param name="Change">What would have to be different.</param>
public sealed record BenefitCheck(string Benefit, string Verdict, decimal Amount, string Clause, string[] Reasons, string? HeldBy, string? Change)
{
    /// <summary>A verdict of ours: the case that is corrected holds it already.</summary>
    public const string Own = "own";

    public bool IsGood => Verdict is "eligible" or Own;
}
