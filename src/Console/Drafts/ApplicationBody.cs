using System.Globalization;
using System.Text.Json.Nodes;

namespace Gongshu.StaffConsole.Drafts;

/// <summary>Which facts a programme uses, as the contract's table says.</summary>
public sealed record ProgrammeFacts(string? Reference = null, bool Roster = true, bool Certificate = false, bool Employment = false, bool Internship = false, bool Award = false, bool Signature = false)
{
    public static ProgrammeFacts Of(string programme) => programme switch
    {
        "skillTraining" => new("trainingPlan", Certificate: true, Employment: true),
        "skillUpgrade" => new(Certificate: true, Employment: true, Signature: true),
        "competitionTraining" => new("competition", Certificate: true),
        "masterStudio" => new("masterStudio", Roster: false),
        "internshipHiring" => new(Internship: true),
        "worldSkills" => new("competition", Award: true),
        _ => new(),
    };
}

/// <summary>The body of <c>POST /applications</c> that a draft makes. What was typed goes in as it is: the contract names what is wrong.</summary>
internal static class ApplicationBody
{
    /// <param name="without">Members with a fault that are left out, so that the rest can be judged; what has to be there is stood in for.</param>
    public static JsonObject Of(Draft draft, IEnumerable<DraftLine> lines, IReadOnlySet<string>? without = null)
    {
        var facts = ProgrammeFacts.Of(draft.Programme);
        var head = draft.Head;
        var body = new JsonObject
        {
            ["programme"] = draft.Programme,
            ["applicant"] = draft.Uscc,
            ["contact"] = without?.Contains("contact") == true ? new JsonObject { ["name"] = "—" } : new JsonObject { ["name"] = Text(head.ContactName) ?? "", ["phone"] = Text(head.ContactPhone) },
            ["acceptPartial"] = head.AcceptPartial,
        };
        if (Text(head.PaperOn) is not null || Text(head.PaperRegister) is not null)
            body["receivedOnPaper"] = new JsonObject { ["on"] = Text(head.PaperOn), ["register"] = Text(head.PaperRegister) };
        if (Text(head.BankName) is not null || Text(head.AccountName) is not null || Text(head.AccountNumber) is not null)
            body["bank"] = new JsonObject { ["bankName"] = Text(head.BankName), ["accountName"] = Text(head.AccountName), ["accountNumber"] = Text(head.AccountNumber) };
        if (facts.Reference is { } reference) body[reference] = Text(head.Reference);
        if (Text(head.RequestedAmount) is { } amount) body["requestedAmount"] = Amount(amount);
        body["documents"] = new JsonArray([.. draft.Papers.Where(paper => paper.OnPaper || paper.Attachment is not null).Select(Paper)]);
        foreach (var name in without ?? new HashSet<string>())
        {
            if (name != "contact") body.Remove(name);
        }

        body["lines"] = facts.Roster ? new JsonArray([.. lines.Select(line => Line(line, facts))]) : [];
        return body;
    }

    private static JsonObject Paper(DraftPaper paper) => paper.Attachment is { } attachment
        ? new() { ["kind"] = paper.Kind, ["attachment"] = attachment }
        : new() { ["kind"] = paper.Kind, ["onPaper"] = true };

    private static JsonObject Line(DraftLine line, ProgrammeFacts facts)
    {
        var body = new JsonObject
        {
            ["line"] = line.Line,
            ["worker"] = new JsonObject { ["name"] = Text(line.Name), ["idNumber"] = Text(line.IdNumber), ["phone"] = Text(line.Phone), ["migrant"] = line.Migrant },
        };
        if (facts.Certificate && (Text(line.CertificateNumber) ?? Text(line.OccupationCode) ?? Text(line.OccupationName) ?? Text(line.Level) ?? Text(line.IssuedOn)) is not null)
        {
            body["certificate"] = new JsonObject
            {
                ["number"] = Text(line.CertificateNumber),
                ["occupation"] = new JsonObject { ["code"] = Text(line.OccupationCode), ["name"] = Text(line.OccupationName) },
                ["level"] = Text(line.Level),
                ["issuedOn"] = Text(line.IssuedOn),
                ["declaredBy"] = Text(line.DeclaredBy),
            };
        }

        if (facts.Employment && (Text(line.ContractFrom) ?? Text(line.ContractTo)) is not null)
        {
            body["employment"] = new JsonObject
            {
                ["contractFrom"] = Text(line.ContractFrom),
                ["contractTo"] = Text(line.ContractTo),
                ["socialInsuranceInHangzhou"] = line.SocialInsurance,
                ["position"] = Text(line.Position),
            };
        }

        if (facts.Internship && (Text(line.Base) ?? Text(line.From) ?? Text(line.To) ?? Text(line.Education) ?? Text(line.ContractFrom)) is not null)
        {
            body["internship"] = new JsonObject
            {
                ["base"] = Text(line.Base),
                ["from"] = Text(line.From),
                ["to"] = Text(line.To),
                ["education"] = Text(line.Education),
                ["contractFrom"] = Text(line.ContractFrom),
                ["contractTo"] = Text(line.ContractTo),
                ["socialInsurance"] = line.SocialInsurance,
            };
        }

        if (facts.Award && (Text(line.Edition) ?? Text(line.AnnouncedOn) ?? Text(line.AwardKind) ?? Text(line.Team) ?? Text(line.AwardOccupation)) is not null)
        {
            body["award"] = new JsonObject
            {
                ["edition"] = Whole(Text(line.Edition)),
                ["announcedOn"] = Text(line.AnnouncedOn),
                ["kind"] = Text(line.AwardKind),
                ["team"] = Text(line.Team),
                ["occupation"] = Text(line.AwardOccupation),
            };
        }

        if (facts.Signature) body["signedByWorker"] = line.SignedByWorker;
        return body;
    }

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    // 1,000.00 as well; what is no amount stays the text that it is.
    private static JsonValue? Amount(string typed) =>
        decimal.TryParse(typed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var yuan) ? JsonValue.Create(yuan) : JsonValue.Create(typed);

    private static JsonValue? Whole(string? typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(typed);
}
