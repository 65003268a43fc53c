using System.Collections;
using System.Globalization;
using System.Text;
using Gongshu.Documents.Lists;
using Gongshu.Documents.Rosters;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Documents.Tests.Spreadsheets;

namespace Gongshu.Documents.Tests.Rosters;

/// <summary>Merged cells of a list, also where there are more of them than anybody merges by hand.</summary>
public sealed class MergedRosterTests
{
    private static readonly ListVocabulary<Column> Vocabulary = new([Column.Name], (Column.Name, ["姓名"]), (Column.Number, ["身份证"]), (Column.Level, ["等级"]));

    private enum Column { Name = 1, Number, Level }

    [Fact]
    public void Each_range_is_named_in_each_row_that_it_covers_at_its_first_column()
    {
        MergedCells[] merged = [new(9, 9, 0, 2), new(3, 5, 0, 1), new(1, 1, 0, 9), new(4, 4, 2, 2), new(6, 7, 5, 9), new(2, 3, 2, 2)];
        Assert.Equal(
            [(2, Column.Level), (3, Column.Name), (3, Column.Level), (4, Column.Name), (4, Column.Level), (5, Column.Name), (9, Column.Name)],
            FaultsOf(merged, rows: 10).Select(fault => (fault.Row, Vocabulary.Columns.Single(column => Vocabulary.NameOf(column) == fault.Column))));
    }

    [Fact]
    public void However_many_rows_there_are_each_range_is_looked_at_once()
    {
        var merged = new CountedRanges([.. Enumerable.Range(0, 2_000).Select(i => new MergedCells(2 + i, 4_000, 0, 1))]);
        Assert.Equal(RowFaults.Told, FaultsOf(merged, rows: 5_000).Length);
        Assert.Equal(2_000, merged.Given);
    }

    [Fact]
    public void A_column_that_is_named_in_a_second_row_of_the_head_is_not_left_out_without_a_word()
    {
        var read = RosterImport.Read(Files.Workbook($"""
            <sheetData><row r="1">{Files.Cell("A1", "姓名")}{Files.Cell("B1", "身份证")}{Files.Cell("C1", "证书")}</row><row r="2">{Files.Cell("C2", "证书编号")}{Files.Cell("D2", "发证日期")}</row>
            <row r="3">{Files.Cell("A3", "甲")}{Files.Cell("B3", "330105198506121011")}{Files.Cell("C3", "CS1")}{Files.Cell("D3", "2018-03-05")}</row></sheetData>
            <mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="C1:D1"/></mergeCells>
            """), new(2018, 3, 26)).Content!;
        Assert.Equal([(2, "证书编号", "merged-cells"), (2, "发证日期", "merged-cells")], read.Errors.Select(fault => (fault.Row, fault.Column, fault.Code)));
    }

    [Fact]
    public void A_file_of_hundreds_of_thousands_of_merged_ranges_is_a_file_with_merged_rows()
    {
        const int rows = 5_000;
        var sheet = new StringBuilder("<sheetData>").Append(CultureInfo.InvariantCulture, $"""<row r="1">{Files.Cell("A1", "姓名")}{Files.Cell("B1", "身份证")}</row>""");
        for (var row = 2; row <= rows + 1; row++) sheet.Append(CultureInfo.InvariantCulture, $"""<row r="{row}">{Files.Cell($"A{row}", $"甲{row}")}{Files.Cell($"B{row}", "1")}</row>""");
        sheet.Append("</sheetData><mergeCells>");
        for (var i = 0; i < 300_000; i++) sheet.Append(CultureInfo.InvariantCulture, $"""<mergeCell ref="A{2 + i % rows}:B{rows + i * 7919L % 900_000}"/>""");
        var read = RosterImport.Read(Files.Workbook(sheet.Append("</mergeCells>").ToString()), new(2018, 3, 26));
        Assert.Null(read.Unreadable);
        Assert.Equal((0, RowFaults.Told, 2 * rows - RowFaults.Told), (read.Content!.Lines.Length, read.Content.Errors.Length, read.Content.ErrorsOmitted));
    }

    private static RowFault[] FaultsOf(IReadOnlyList<MergedCells> merged, int rows)
    {
        SheetCell[] head = [SheetCell.OfText("姓名"), SheetCell.OfText("身份证"), SheetCell.OfText("等级")];
        var cells = Enumerable.Range(1, rows).Select(number => new SheetRow(number, number == 1 ? head : Array.ConvertAll(head, _ => SheetCell.OfText("甲")), Hidden: false));
        return HeadedLists.Read([new Sheet("名册", false, merged, cells, IsText: false)], Vocabulary, list =>
        {
            Assert.Equal(rows - 1, list.Rows(rows, Column.Number).Count());
            return list.Faults.All;
        });
    }

    private sealed class CountedRanges(MergedCells[] ranges) : IReadOnlyList<MergedCells>
    {
        public int Given { get; private set; }

        public int Count => ranges.Length;

        public MergedCells this[int index] => Give(ranges[index]);

        public IEnumerator<MergedCells> GetEnumerator() => ranges.Select(Give).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private MergedCells Give(MergedCells range)
        {
            Given++;
            return range;
        }
    }
}
