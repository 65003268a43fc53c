using System.Globalization;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Pages;
using Gongshu.StaffConsole.Texts;

namespace Gongshu.StaffConsole.Drafts;

/// <summary>What a draft begins with: the papers that its policy asks for, and what is known of its applicant.</summary>
internal static class NewDraft
{
    public static async Task<Draft> OfAsync(GongshuApi api, string programme, ApplicantFound applicant) => new()
    {
        Id = DraftStore.NewId(),
        Key = Several.NewKey(),
        Programme = programme,
        Uscc = applicant.Uscc,
        ApplicantName = applicant.Name,
        Head = new() { ContactName = applicant.Contact?.Name, ContactPhone = Whole(applicant.Contact?.Phone) },
        Papers = await PapersAsync(api, programme),
    };

    /// <summary>
    /// The correction of a returned case, with what the case has. Numbers in full are on its Annex 2 alone, whose printing the audit keeps; where it
    /// cannot be had, they are left to be typed.
    /// </summary>
    public static async Task<Draft> OfReturnedAsync(GongshuApi api, CaseFile file)
    {
        var printed = await PrintedRosterAsync(api, file);
        var papers = await PapersAsync(api, file.Programme);
        return new()
        {
            Id = DraftStore.NewId(),
            Key = Several.NewKey(),
            Programme = file.Programme,
            Uscc = file.Applicant.Uscc,
            ApplicantName = file.Applicant.Name,
            CaseNumber = file.CaseNumber,
            Version = file.Version,
            Head = new()
            {
                ContactName = file.Contact?.Name,
                ContactPhone = Whole(file.Contact?.Phone),
                Reference = file.TrainingPlan ?? file.Competition ?? file.MasterStudio,
                PaperOn = file.ReceivedOnPaper is { } paper ? Show.Iso(paper.On) : null,
                PaperRegister = file.ReceivedOnPaper?.Register,
            },
            Papers = [.. papers.Select(paper => Array.Find(file.Documents, given => given.Kind == paper.Kind) is { } given ? paper with { OnPaper = given.OnPaper, Attachment = given.Attachment, Name = given.Attachment } : paper)],
            Lines = file.Lines is [{ WorkerRef: null }] ? [] : [.. file.Lines.Select(line => LineOf(line, printed.GetValueOrDefault(line.Line)))],
        };
    }

    private static async Task<Dictionary<int, RosterWorker>> PrintedRosterAsync(GongshuApi api, CaseFile file)
    {
        using var roster = await api.OpenAsync(CaseFile.Path(file.CaseNumber) + "/forms/annex-2.xlsx");
        if (!roster.IsSuccessStatusCode) return [];
        await using var workbook = await roster.Content.ReadAsStreamAsync();
        var read = await api.UploadAsync<RosterRead>("/applications/rosters", workbook, "annex-2.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        return (read.Value?.Lines ?? []).ToDictionary(line => line.Line, line => line.Worker);
    }

    private static DraftLine LineOf(CaseLine line, RosterWorker? printed) => new()
    {
        Line = line.Line,
        Name = line.Name ?? printed?.Name,
        IdNumber = printed?.IdNumber,
        Phone = printed?.Phone,
        Migrant = line.Migrant,
        SignedByWorker = line.SignedByWorker,
        CertificateNumber = line.Certificate?.Number,
        OccupationCode = line.Certificate?.Occupation.Code,
        OccupationName = line.Certificate?.Occupation.Name,
        Level = line.Certificate?.Level,
        IssuedOn = Day(line.Certificate?.IssuedOn),
        DeclaredBy = line.Certificate?.DeclaredBy,
        ContractFrom = Day(line.Employment?.ContractFrom ?? line.Internship?.ContractFrom),
        ContractTo = Day(line.Employment?.ContractTo ?? line.Internship?.ContractTo),
        SocialInsurance = line.Employment?.SocialInsuranceInHangzhou ?? line.Internship?.SocialInsurance ?? false,
        Position = line.Employment?.Position,
        Base = line.Internship?.Base,
        From = Day(line.Internship?.From),
        To = Day(line.Internship?.To),
        Education = line.Internship?.Education,
        Edition = line.Award?.Edition.ToString(CultureInfo.InvariantCulture),
        AnnouncedOn = Day(line.Award?.AnnouncedOn),
        AwardKind = line.Award?.Kind,
        Team = line.Award?.Team,
        AwardOccupation = line.Award?.Occupation,
    };

    private static string? Day(DateOnly? day) => day is { } given ? Show.Iso(given) : null;

    private static async Task<List<DraftPaper>> PapersAsync(GongshuApi api, string programme)
    {
        var listed = await api.GetAsync<PageOf<PolicyListed>>("/policies?limit=1");
        if (listed.Value?.Items is not [var newest, ..]) return [];
        var policy = await api.GetAsync<PolicyFile>("/policies/" + Uri.EscapeDataString(newest.Id));
        var terms = Array.Find(policy.Value?.Programmes ?? [], one => one.Programme == programme);
        return [.. (terms?.Documents ?? []).Select(paper => new DraftPaper(paper.Kind, paper.At, paper.Clause))];
    }

    /// <summary>What is masked is not put into a form that will be sent.</summary>
    private static string? Whole(string? text) => text?.Contains('*', StringComparison.Ordinal) == true ? null : text;
}
