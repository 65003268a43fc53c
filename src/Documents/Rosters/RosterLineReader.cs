using Gongshu.Documents.Lists;
using Gongshu.Policy;

namespace Gongshu.Documents.Rosters;

/// <summary>One row of a roster; its faults are noted with the row.</summary>
internal static class RosterLineReader
{
    private const int MostName = 100, MostPhone = 40, MostTitle = 300, MostNumber = 100;

    private static readonly string[] Endless = ["长期", "无固定期限", "无固定", "不定期", "无期限"];

    /// <summary>Its line number is not read here. Of a row with faults only what is right counts.</summary>
    public static ImportedLine Read(HeadedList<RosterColumn> list, ListRow<RosterColumn> row, DateOnly today)
    {
        row.Demand(RosterColumn.Name);
        row.Demand(RosterColumn.IdNumber);
        var name = row.Text(RosterColumn.Name, MostName) ?? "";
        var worker = new ImportedWorker(
            name, row.IdNumber(RosterColumn.IdNumber, today) ?? "", row.Code(RosterColumn.Phone, MostPhone), Truth(list, row, RosterColumn.Migrant));
        return new(0, worker, Certificate(list, row), Employment(list, row), Signed(list, row, name));
    }

    private static ImportedCertificate? Certificate(HeadedList<RosterColumn> list, ListRow<RosterColumn> row)
    {
        RosterColumn[] parts = [RosterColumn.CertificateNumber, RosterColumn.Occupation, RosterColumn.OccupationCode, RosterColumn.Level, RosterColumn.IssuedOn];
        var declaredBy = row.Uscc(RosterColumn.DeclaredBy);
        if (!Array.Exists(parts, row.Has)) return null;
        foreach (var part in parts) row.Demand(part);
        return new(Number(row), Occupation(list, row), row.OneOf(RosterColumn.Level, CommonNames.Levels), row.Day(RosterColumn.IssuedOn), declaredBy);
    }

    private static string? Number(ListRow<RosterColumn> row)
    {
        if (row.Code(RosterColumn.CertificateNumber, MostNumber) is not { } number) return null;
        if (CertificateNumber.TryParse(number, out _)) return number;
        row.Fault(RosterColumn.CertificateNumber, RowFaultCode.InvalidText, "不能作为证书编号：含有不允许的字符，或过长。", "This cannot be the number of a certificate: it holds characters that are not allowed, or is too long.");
        return null;
    }

    private static ImportedOccupation? Occupation(HeadedList<RosterColumn> list, ListRow<RosterColumn> row)
    {
        if (!list.Has(RosterColumn.Occupation) && !list.Has(RosterColumn.OccupationCode)) return null;
        var code = row.Text(RosterColumn.OccupationCode, MostNumber);
        if (code is null) return new(null, row.Text(RosterColumn.Occupation, MostTitle));
        if (OccupationCode.TryParse(code, out var read)) return new(read.Value, row.Text(RosterColumn.Occupation, MostTitle));
        row.Fault(RosterColumn.OccupationCode, RowFaultCode.UnknownValue, "职业编码应如 6-18-02-04。", "The code of an occupation looks like 6-18-02-04.");
        return new(null, row.Text(RosterColumn.Occupation, MostTitle));
    }

    private static ImportedEmployment? Employment(HeadedList<RosterColumn> list, ListRow<RosterColumn> row)
    {
        RosterColumn[] parts = [RosterColumn.ContractFrom, RosterColumn.ContractTo, RosterColumn.SocialInsurance, RosterColumn.Position];
        if (!Array.Exists(parts, row.Has)) return null;
        row.Demand(RosterColumn.ContractFrom);
        var from = row.Day(RosterColumn.ContractFrom);
        var to = row[RosterColumn.ContractTo] is { Kind: Spreadsheets.CellKind.Text } text && Endless.Contains(text.Text.Trim(), StringComparer.Ordinal) ? null : row.Day(RosterColumn.ContractTo);
        if (to < from) row.Fault(RosterColumn.ContractTo, RowFaultCode.OutOfRange, "终止日期早于起始日期。", "The contract ends before it begins.");
        return new(from, to, Truth(list, row, RosterColumn.SocialInsurance), row.Text(RosterColumn.Position, MostTitle));
    }

    /// <summary>A blank cell of a column that is there says no.</summary>
    private static bool? Truth(HeadedList<RosterColumn> list, ListRow<RosterColumn> row, RosterColumn column) =>
        list.Has(column) ? row.OneOf(column, CommonNames.Truths) ?? false : null;

    /// <summary>Signed is also where the name stands, as in the printed form.</summary>
    private static bool? Signed(HeadedList<RosterColumn> list, ListRow<RosterColumn> row, string name)
    {
        if (row[RosterColumn.Signature] is { Kind: Spreadsheets.CellKind.Text } cell && name.Length > 0 && PersonName.Normalise(cell.Text) == PersonName.Normalise(name)) return true;
        return Truth(list, row, RosterColumn.Signature);
    }
}
