using Gongshu.Documents.Spreadsheets;

namespace Gongshu.Documents.Lists;

/// <summary>Finds lists in files.</summary>
public static class HeadedLists
{
    /// <summary>Finds the list and reads it.</summary>
    /// <exception cref="UnreadableFileException">No head, or several.</exception>
    public static T Read<TColumn, T>(IEnumerable<Sheet> sheets, ListVocabulary<TColumn> vocabulary, Func<HeadedList<TColumn>, T> read)
        where TColumn : struct, Enum
        where T : class
    {
        T? found = null;
        Nearest? nearest = null;
        foreach (var sheet in sheets)
        {
            if (sheet.Hidden) continue;
            using var rows = sheet.Rows.GetEnumerator();
            if (Find(vocabulary, sheet, rows, ref nearest) is not { } list) continue;
            if (found is not null) throw new UnreadableFileException(UnreadableFile.SeveralHeads);
            found = read(list);
        }

        return found ?? throw new UnreadableFileException(UnreadableFile.NoHead(vocabulary.Required, nearest?.Row, nearest?.Missing));
    }

    /// <summary>The row that names most of the needed columns, so that somebody sees which one is called otherwise.</summary>
    private sealed record Nearest(int Row, string[] Missing);

    private static HeadedList<TColumn>? Find<TColumn>(ListVocabulary<TColumn> vocabulary, Sheet sheet, IEnumerator<SheetRow> rows, ref Nearest? nearest)
        where TColumn : struct, Enum
    {
        while (rows.MoveNext() && rows.Current.Number <= SpreadsheetFile.HeadWithin)
        {
            var (places, ignored, repeated) = (new Dictionary<TColumn, int>(), new List<string>(), new List<TColumn>());
            for (var i = 0; i < rows.Current.Cells.Length; i++)
            {
                if (rows.Current[i] is not { Kind: CellKind.Text } cell) continue;
                if (!vocabulary.TryFind(cell.Text, out var column)) ignored.Add(cell.Text.Length > 50 ? cell.Text[..50] : cell.Text);
                else if (!places.TryAdd(column, i)) repeated.Add(column);
            }

            var missing = vocabulary.Missing(places.ContainsKey);
            if (missing.Length > 0)
            {
                if (missing.Length < (nearest?.Missing.Length ?? vocabulary.Required.Length)) nearest = new(rows.Current.Number, missing);
                continue;
            }

            var list = new HeadedList<TColumn>(vocabulary, places, [.. ignored.Take(50)], sheet, rows);
            foreach (var column in repeated)
                list.Faults.Add(list.HeadRow, vocabulary.NameOf(column), RowFaultCode.ColumnRepeated, "该列出现多次，不知以哪一列为准。", "This column stands there more than once.");
            return list;
        }

        return null;
    }
}

/// <summary>A list with a head: the one visible sheet of a file that has one, its rows still to be read.</summary>
public sealed class HeadedList<TColumn>
    where TColumn : struct, Enum
{
    private static readonly string[] SumMarks = ["合计", "总计", "小计", "共计", "合 计", "总 计"];
    private static readonly string[] NoteMarks = ["注:", "注：", "备注", "说明", "填表", "制表", "审核", "经办", "申请单位", "单位（盖章）", "单位(盖章)"];

    private readonly ListVocabulary<TColumn> _vocabulary;
    private readonly Dictionary<TColumn, int> _places;
    private readonly IEnumerator<SheetRow> _rows;
    private readonly Sheet _sheet;
    private readonly MergesByColumn<TColumn> _merges;

    internal HeadedList(ListVocabulary<TColumn> vocabulary, Dictionary<TColumn, int> places, string[] ignored, Sheet sheet, IEnumerator<SheetRow> rows)
    {
        (_vocabulary, _places, Ignored, _sheet, _rows) = (vocabulary, places, ignored, sheet, rows);
        (HeadRow, _merges) = (rows.Current.Number, new(sheet.Merged, places));
    }

    public int HeadRow { get; }

    /// <summary>Columns that have a name which means nothing here; at most 50, each cut to 50 characters.</summary>
    public string[] Ignored { get; }

    public RowFaults Faults { get; } = new();

    /// <summary>Whether cells are the text of a CSV.</summary>
    public bool IsText => _sheet.IsText;

    /// <inheritdoc cref="Sheet.DayZero"/>
    public DateOnly DayZero => _sheet.DayZero;

    public bool Has(TColumn column) => _places.ContainsKey(column);

    public string NameOf(TColumn column) => _vocabulary.NameOf(column);

    /// <summary>The rows below the head that say something: no notes and no rows of which only <paramref name="number"/> is filled in. Hidden and merged ones are faults.</summary>
    /// <param name="number">The running number, which forms have printed already.</param>
    /// <param name="sum">Gets the row of a sum, if there is one.</param>
    public IEnumerable<ListRow<TColumn>> Rows(int most, TColumn number, Action<ListRow<TColumn>>? sum = null)
    {
        var read = 0;
        while (_rows.MoveNext())
        {
            var row = new ListRow<TColumn>(this, _rows.Current, _places);
            if (row.IsEmptyBut(number))
            {
                if (row.Number == HeadRow + 1) CheckSecondHead();
                continue;
            }

            if (row.BeginsWith(SumMarks))
            {
                sum?.Invoke(row);
                continue;
            }

            if (row.IsAlone && row.BeginsWith(NoteMarks)) continue;
            if (++read > most) throw new UnreadableFileException(UnreadableFile.TooManyRows(most));
            if (_rows.Current.Hidden) Faults.Add(row.Number, NameOf(number), RowFaultCode.HiddenRow, "该行被隐藏或筛选掉了。请取消隐藏或删除。", "This row is hidden or filtered out. Show it or delete it.");
            CheckMerges(row.Number);
            yield return row;
        }
    }

    /// <summary>A head of two rows, as forms have it: what is named in the second only would be left out without a word.</summary>
    private void CheckSecondHead()
    {
        foreach (var cell in _rows.Current.Cells)
        {
            if (cell.Kind == CellKind.Text && _vocabulary.TryFind(cell.Text, out var column) && !Has(column))
                Faults.Add(_rows.Current.Number, NameOf(column), RowFaultCode.MergedCells, "表头占了两行，该列名不在表头行，其下各格没有读取。请取消合并，把各列名写在同一行。",
                    "The head takes two rows, and this column is not named in the first: nothing of it was read. Split the merged cells and name all columns in one row.");
        }
    }

    /// <summary>One fault for each range of merged cells that touches a column of the list in this row, at the first of these columns.</summary>
    private void CheckMerges(int row)
    {
        foreach (var column in _merges.Of(row))
            Faults.Add(row, NameOf(column), RowFaultCode.MergedCells, "该行有合并的单元格。请取消合并，逐格填写。", "Cells of this row are merged. Split them and fill in each.");
    }
}
