using Gongshu.Documents.Lists;
using Gongshu.Documents.Rosters;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Policy;

namespace Gongshu.Documents.Histories;

/// <summary>A list of payments of paper years as it was read; with faults nothing of it is to be used.</summary>
public sealed record PaidClaimsFile(PaidClaim[] Claims, RowFault[] Errors, int ErrorsOmitted, string[] IgnoredColumns);

/// <summary>Reads a list of payments of paper years: the roster's columns, and who was paid what, when, and by which paper.</summary>
public static class PaidClaimsImport
{
    /// <summary>All of a file is one transaction.</summary>
    public const int MostRows = 10_000;

    private const int MostText = 300, MostNumber = 100;

    /// <summary>The name of the column, for faults that only the ledger or the policy can find.</summary>
    public static string NameOf(PaidColumn column) => PaidColumns.Vocabulary.NameOf(column);

    /// <param name="today">The policy day: nobody is born after it, and nothing was paid after it.</param>
    public static FileRead<PaidClaimsFile> Read(ReadOnlyMemory<byte> file, DateOnly today) =>
        SpreadsheetFile.Read(file, sheets => HeadedLists.Read(sheets, PaidColumns.Vocabulary, list => Read(list, today)));

    private static PaidClaimsFile Read(HeadedList<PaidColumn> list, DateOnly today)
    {
        var claims = new List<PaidClaim>();
        foreach (var row in list.Rows(MostRows, PaidColumn.Number))
        {
            var claim = ReadRow(row, today);
            if (!row.IsWrong && claim is not null) claims.Add(claim);
        }

        return new([.. claims], list.Faults.All, list.Faults.Omitted, list.Ignored);
    }

    private static PaidClaim? ReadRow(ListRow<PaidColumn> row, DateOnly today)
    {
        foreach (var column in PaidColumns.Demanded) row.Demand(column);
        var (applicant, programme, benefit) = (row.Uscc(PaidColumn.Applicant), row.OneOf(PaidColumn.Programme, PaidColumns.Programmes), row.OneOf(PaidColumn.Benefit, PaidColumns.Benefits));
        var (amount, paidOn, source) = (row.Amount(PaidColumn.Amount), row.Day(PaidColumn.PaidOn), row.Text(PaidColumn.Source, MostText));
        if (paidOn > today) row.Fault(PaidColumn.PaidOn, RowFaultCode.OutOfRange, "拨付日期在今天之后。", "The day of payment lies in the future.");
        if (amount == Money.Zero) row.Fault(PaidColumn.Amount, RowFaultCode.OutOfRange, "金额应大于 0。", "The amount has to be more than zero.");
        var (name, id) = (row.Text(PaidColumn.Name, MostNumber), row.IdNumber(PaidColumn.IdNumber, today));
        if (row.Has(PaidColumn.IdNumber) != row.Has(PaidColumn.Name))
            row.Fault(row.Has(PaidColumn.Name) ? PaidColumn.IdNumber : PaidColumn.Name, RowFaultCode.Required, "姓名和身份证须同时填写。", "Name and ID number go together.");
        var details = Details(row);
        if (row.IsWrong) return null;
        return details(new PaidClaim(row.Number, Uscc.Parse(applicant!), programme!.Value, benefit!.Value, amount!.Value, paidOn!.Value, source!, name, id));
    }

    private static Func<PaidClaim, PaidClaim> Details(ListRow<PaidColumn> row)
    {
        var number = row.Code(PaidColumn.CertificateNumber, MostNumber);
        if (number is not null && !CertificateNumber.TryParse(number, out _))
            row.Fault(PaidColumn.CertificateNumber, RowFaultCode.InvalidText, "不能作为证书编号。", "This cannot be the number of a certificate.");
        OccupationCode? occupation = null;
        if (row.Text(PaidColumn.OccupationCode, MostNumber) is { } code)
        {
            if (OccupationCode.TryParse(code, out var read)) occupation = read;
            else row.Fault(PaidColumn.OccupationCode, RowFaultCode.UnknownValue, "职业编码应如 6-18-02-04。", "The code of an occupation looks like 6-18-02-04.");
        }

        var declaredBy = row.Uscc(PaidColumn.DeclaredBy);
        var (level, issuedOn, occupationName) = (row.OneOf(PaidColumn.Level, CommonNames.Levels), row.Day(PaidColumn.IssuedOn), row.Text(PaidColumn.Occupation, MostText));
        var (applicantName, phone, migrant) = (row.Text(PaidColumn.ApplicantName, MostText), row.Code(PaidColumn.Phone, 40), row.OneOf(PaidColumn.Migrant, CommonNames.Truths) ?? false);
        var (competition, studio) = (Id(row, PaidColumn.Competition), Id(row, PaidColumn.Studio));
        var (studioLevel, education, edition) = (row.OneOf(PaidColumn.StudioLevel, PaidColumns.StudioLevels), row.OneOf(PaidColumn.Education, PaidColumns.Educations), row.Whole(PaidColumn.Edition, 1, 999));
        return claim => claim with
        {
            ApplicantName = applicantName,
            Phone = phone,
            Migrant = migrant,
            CertificateNumber = number,
            Occupation = occupation,
            OccupationName = occupationName,
            Level = level,
            IssuedOn = issuedOn,
            DeclaredBy = declaredBy is null ? null : Uscc.Parse(declaredBy),
            Competition = competition,
            Studio = studio,
            StudioLevel = studioLevel,
            Education = education,
            Edition = edition,
        };
    }

    /// <summary>An id of the registry: 1 to 64 characters of <c>A-Z a-z 0-9 . _ -</c>, the first no dot.</summary>
    private static string? Id(ListRow<PaidColumn> row, PaidColumn column)
    {
        if (row.Text(column, 64) is not { } id) return null;
        if (id[0] != '.' && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')) return id;
        row.Fault(column, RowFaultCode.InvalidText, "编号由 A-Z a-z 0-9 . _ - 组成，首字符不为点。", "An id is made of A-Z a-z 0-9 . _ -, and does not begin with a dot.");
        return null;
    }
}
