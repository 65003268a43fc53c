using Gongshu.Documents.Lists;
using Gongshu.Policy;

namespace Gongshu.Documents.Rosters;

/// <summary>Persons and certificates that stand in a list more than once: each of their rows is at fault.</summary>
internal sealed class RosterRepeats<TColumn>
    where TColumn : struct, Enum
{
    private readonly Dictionary<string, List<(ListRow<TColumn> Row, TColumn Column)>> _workers = new(StringComparer.Ordinal), _certificates = new(StringComparer.Ordinal);

    public void See(ListRow<TColumn> row, TColumn idColumn, string id, TColumn certificateColumn, string? certificate)
    {
        if (id.Length > 0) Add(_workers, id, row, idColumn);
        if (CertificateNumber.TryParse(certificate, out var number)) Add(_certificates, number.Value, row, certificateColumn);
    }

    /// <summary>Notes them, once every row was seen.</summary>
    public void Note()
    {
        foreach (var (row, column) in Repeated(_workers))
            row.Fault(column, RowFaultCode.WorkerListedTwice, "同一人在名册中出现多次。", "This person stands in the roster more than once.");
        foreach (var (row, column) in Repeated(_certificates))
            row.Fault(column, RowFaultCode.CertificateListedTwice, "同一证书在名册中出现多次。", "This certificate stands in the roster more than once.");
    }

    private static IEnumerable<(ListRow<TColumn> Row, TColumn Column)> Repeated(Dictionary<string, List<(ListRow<TColumn>, TColumn)>> seen) =>
        seen.Values.Where(rows => rows.Count > 1).SelectMany(rows => rows);

    private static void Add(Dictionary<string, List<(ListRow<TColumn>, TColumn)>> seen, string key, ListRow<TColumn> row, TColumn column)
    {
        if (!seen.TryGetValue(key, out var rows)) seen.Add(key, rows = []);
        rows.Add((row, column));
    }
}
