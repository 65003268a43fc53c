using System.Text;
using Gongshu.Policy;
using Gongshu.Testing.Samples;

namespace Gongshu.Ledger.Tests;

/// <summary>Commands of a few made-up cases.</summary>
public static class Samples
{
    public static readonly WindowId Window = new(2018, 1);
    public static readonly DateTimeOffset March = new(2018, 3, 5, 9, 0, 0, TimeSpan.FromHours(8));
    public static readonly SamplePeople People = new(7);

    public static CaseNumber Number(long ordinal) => new(Window, ordinal);

    /// <summary>A pseudonym's form, not its computation.</summary>
    public static string Worker(int index) => $"w_{index:x32}";

    public static ClaimKey Key(int worker, string key = "assessment:6-18-02-04:senior") => new(SubjectId.Worker(Worker(worker)), key);

    public static OperationWrite Operation(string key, CaseNumber number, int version = 1, byte[]? request = null, byte[]? answer = null) =>
        new(OperationId.Of("91330105MA27ABCD4X", "POST", "/api/v1/applications", key), number.ToString(), version, [1, 2, 3], request, answer, March);

    public static CaseWrite Case(CaseNumber number, int version = 1, CaseStatus status = CaseStatus.Submitted, string applicant = "91330105MA27ABCD4X",
        long amount = 5000, DateTimeOffset? submittedAt = null, Programme programme = Programme.SkillTraining, string name = "测试一号有限公司") => new()
        {
            Number = number,
            Version = version,
            Status = status,
            Programme = programme,
            Applicant = applicant,
            ApplicantName = name,
            Policy = "gongshu-2018",
            Amount = new Money(amount),
            Lines = 1,
            Receipt = [9, 8, 7],
            SubmittedAt = submittedAt ?? March,
            StatusSince = March,
        };

    public static NewEvent Event(string stream, int version = 1, byte[]? previous = null, string body = """{"a":1}""", string type = "ApplicationSubmitted", string actor = "u-1") =>
        NewEvent.After(previous ?? EventChain.Genesis, stream, version, type, actor, March, Encoding.UTF8.GetBytes(body));

    public static ClaimInsert Claim(
        CaseNumber number, ClaimKey key, int line = 1, int ordinal = 0, Benefit benefit = Benefit.Assessment, string? certificate = null, string? worker = null, SamplePerson? person = null) =>
        new(number, line, benefit, ordinal, key, new Money(ordinal == 0 ? 5000 : 0), worker ?? Worker(0), certificate,
            ordinal == 0 ? Detail(worker ?? Worker(0), key, person) : null);

    public static ClaimDetail Detail(string worker, ClaimKey key, SamplePerson? person = null) =>
        new(worker, "3301**********1234", [key.Key], "三(一)", new Money(5000), person?.CertificateNumber ?? "CS-1", "6-18-02-04", person?.Name ?? "焊工", SkillLevel.Senior, new DateOnly(2018, 2, 11));

    /// <summary>A case with one claim for each key, one line each, and its first event.</summary>
    public static LedgerCommand Submit(CaseNumber number, params ClaimKey[] keys) => new()
    {
        Operation = Operation(number.ToString(), number),
        Cases = [Case(number)],
        NewClaims = [.. keys.Select((key, line) => Claim(number, key, line + 1))],
        Events = [Event(number.ToString())],
    };

    /// <summary>Each command alone, one after another.</summary>
    public static async Task<CommitOutcome> CommitAsync(this ILedger ledger, LedgerCommand command) => (await ledger.CommitAsync([command], default))[0];
}
