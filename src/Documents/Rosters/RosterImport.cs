using Gongshu.Documents.Lists;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Policy;

namespace Gongshu.Documents.Rosters;

/// <summary>Reads a roster (XLSX or CSV). Nothing of it is kept.</summary>
public static class RosterImport
{
    /// <summary>As many lines as an application has at most.</summary>
    public const int MostLines = 5_000;

    private const int MostLineNumber = 999_999;

    /// <param name="today">The policy day: nobody is born after it.</param>
    public static FileRead<ImportedRoster> Read(ReadOnlyMemory<byte> file, DateOnly today) => SpreadsheetFile.Read(file, sheets =>
        HeadedLists.Read(sheets, RosterColumns.Vocabulary, list => Read(list, today)));

    private static ImportedRoster Read(HeadedList<RosterColumn> list, DateOnly today)
    {
        var (lines, numbers, repeats) = (new List<(ListRow<RosterColumn> Row, ImportedLine Line)>(), new HashSet<int>(), new RosterRepeats<RosterColumn>());
        var given = new Dictionary<ListRow<RosterColumn>, int>(ReferenceEqualityComparer.Instance);
        foreach (var row in list.Rows(MostLines, RosterColumn.Number))
        {
            if (row.Whole(RosterColumn.Number, 1, MostLineNumber) is { } number)
            {
                if (numbers.Add(number)) given.Add(row, number);
                else row.Fault(RosterColumn.Number, RowFaultCode.LineNumberRepeated, "序号重复。", "This number stands in the roster more than once.");
            }

            var line = RosterLineReader.Read(list, row, today);
            repeats.See(row, RosterColumn.IdNumber, line.Worker.IdNumber, RosterColumn.CertificateNumber, line.Certificate?.Number);
            lines.Add((row, line));
        }

        repeats.Note();
        // Who has no number goes on counting after the largest one.
        var next = numbers.Count == 0 ? 1 : numbers.Max() + 1;
        var (right, faulty) = (new List<ImportedLine>(), new List<FaultyRow>());
        foreach (var (row, line) in lines)
        {
            var number = given.TryGetValue(row, out var own) ? own : next++;
            if (row.IsWrong) faulty.Add(new(row.Number, line with { Line = number }, row.FaultyCells));
            else right.Add(line with { Line = number });
        }

        return new([.. right], list.Faults.All, list.Faults.Omitted, list.Ignored, [.. faulty]);
    }
}
