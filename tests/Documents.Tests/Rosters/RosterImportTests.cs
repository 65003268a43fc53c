using System.Text;
using Gongshu.Documents.Lists;
using Gongshu.Documents.Rosters;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Documents.Tests.Spreadsheets;
using Gongshu.Policy;

namespace Gongshu.Documents.Tests.Rosters;

public sealed class RosterImportTests
{
    private const string First = "330105198506121011", Second = "330105199011031027";
    private static readonly DateOnly Today = new(2018, 3, 26);

    [Fact]
    public void A_full_roster_is_read_into_lines_whatever_the_order_and_the_width_of_its_head()
    {
        var roster = Read("""
            联系电话,姓　名,身份证号码,技能等级,职业(工种),职业编码,证书编号,发证日期,申报单位,劳动合同起始日期,劳动合同终止日期,社会保险,进城务工,本人签字,序号,备注
            12000000000,测试一号, ３３０１０５１９８５０６１２１０１１ ,高级工（三级）,焊工,6-18-02-04,CS-1,2018年3月5日,52330105TG0000018L,2016/7/1,长期,是,否,测试一号,7,x
            """);
        Assert.Empty(roster.Errors);
        Assert.Equal(["备注"], roster.IgnoredColumns);
        Assert.Equal(
            new ImportedLine(7, new("测试一号", First, "12000000000", false),
                new("CS-1", new("6-18-02-04", "焊工"), SkillLevel.Senior, new(2018, 3, 5), "52330105TG0000018L"),
                new(new(2016, 7, 1), null, true, null), true),
            Assert.Single(roster.Lines));
    }

    [Fact]
    public void A_column_that_is_missing_leaves_its_member_absent()
    {
        var line = Assert.Single(Read($"姓名,身份证\n测试一号,{First}\n").Lines);
        Assert.Equal(new ImportedLine(1, new("测试一号", First, null, null), null, null, null), line);
        var annex2 = Assert.Single(Read($"序号,姓名,身份证,职业（工种）,等级,联系电话,本人签字\n1,测试一号,{First},焊工,三级,,\n").Lines);
        Assert.Equal(new ImportedCertificate(null, new(null, "焊工"), SkillLevel.Senior, null, null), annex2.Certificate);
        Assert.False(annex2.SignedByWorker);
    }

    [Theory]
    [InlineData("2018年3月5日")]
    [InlineData("2018/3/5")]
    [InlineData("2018.3.5")]
    [InlineData("2018-03-05")]
    [InlineData("20180305")]
    [InlineData("43164")]
    [InlineData("２０１８．３．５")]
    [InlineData("二〇一八年三月五日")]
    [InlineData("2018年03月05日 00:00:00")]
    [InlineData("2018 - 3 - 5")]
    public void A_day_is_read_as_people_write_it(string written) =>
        Assert.Equal(new DateOnly(2018, 3, 5), Assert.Single(Read($"姓名,身份证,发证日期\n测试一号,{First},{written}\n").Lines).Certificate!.IssuedOn);

    [Theory]
    [InlineData("2018年2月30日")]
    [InlineData("3/5/2018")]
    [InlineData("18.3.5")]
    [InlineData("2018年3月")]
    [InlineData("2018")]
    [InlineData("1899-12-31")]
    [InlineData("二月三十日")]
    public void A_day_that_is_none_or_could_be_two_is_refused(string written) =>
        Assert.Equal([(2, "发证日期", "invalid-date")], Faults($"姓名,身份证,发证日期\n测试一号,{First},{written}\n"));

    [Theory]
    [InlineData("高级工", SkillLevel.Senior)]
    [InlineData("三级", SkillLevel.Senior)]
    [InlineData("国家职业资格三级", SkillLevel.Senior)]
    [InlineData("三级/高级工", SkillLevel.Senior)]
    [InlineData("高级技师", SkillLevel.SeniorTechnician)]
    [InlineData("技师（二级）", SkillLevel.Technician)]
    [InlineData("５级", SkillLevel.Junior)]
    public void A_level_is_read_by_both_its_names(string written, SkillLevel level) =>
        Assert.Equal(level, Assert.Single(Read($"姓名,身份证,等级\n测试一号,{First},{written}\n").Lines).Certificate!.Level);

    [Fact]
    public void Two_names_that_do_not_agree_are_no_level() =>
        Assert.Equal([(2, "等级", "unknown-value"), (3, "等级", "unknown-value")], Faults($"姓名,身份证,等级\n甲,{First},高级工（四级）\n乙,{Second},特级\n"));

    [Theory]
    [InlineData("3.30105E+17")]
    [InlineData("3.30105198506121E+17")]
    [InlineData("330105198506121000")]
    public void An_ID_number_that_a_spreadsheet_rounded_is_refused_with_a_hint_and_never_guessed(string written)
    {
        var fault = Assert.Single(Read($"姓名,身份证\n测试一号,{written}\n").Errors);
        Assert.Equal((2, "身份证", "invalid-id-number"), (fault.Row, fault.Column, fault.Code));
        Assert.Contains("文本", fault.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain("33010", fault.Zh + fault.En, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_workbook_an_ID_number_may_not_be_a_quantity_but_a_phone_may()
    {
        const string head = """<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>身份证</t></is></c><c r="C1" t="inlineStr"><is><t>联系电话</t></is></c><c r="D1" t="inlineStr"><is><t>证书编号</t></is></c></row>""";
        var roster = ReadFile(Files.Workbook($"""
            <sheetData>{head}<row r="2">{Files.Cell("A2", "甲")}<c r="B2"><v>330105198506121011</v></c></row>
            <row r="3">{Files.Cell("A3", "乙")}{Files.Cell("B3", Second)}<c r="C3"><v>12000000000</v></c></row>
            <row r="4">{Files.Cell("A4", "丙")}{Files.Cell("B4", First)}<c r="D4"><v>1833000000300123</v></c></row></sheetData>
            """));
        Assert.Equal([(2, "身份证", "invalid-id-number"), (4, "证书编号", "rounded-number")], roster.Errors.Select(fault => (fault.Row, fault.Column, fault.Code)));
        Assert.Equal("12000000000", Assert.Single(roster.Lines).Worker.Phone);
    }

    [Fact]
    public void A_row_with_faults_is_given_back_for_correction_with_what_could_not_be_read()
    {
        var roster = Read($"姓名,身份证号,发证日期,证书编号,等级\n测试一号,{First},2018-03-05,CS-1,高级工\n测试二号,123,2018年2月30日,CS-2,{new string('级', 400)}\n");
        var faulty = Assert.Single(roster.Faulty);
        Assert.Equal((3, 2, "测试二号", ""), (faulty.Row, faulty.Line.Line, faulty.Line.Worker.Name, faulty.Line.Worker.IdNumber));
        Assert.Equal(("CS-2", null), (faulty.Line.Certificate!.Number, faulty.Line.Certificate.IssuedOn));
        Assert.Equal(
            new Dictionary<string, string> { ["身份证"] = "123", ["发证日期"] = "2018年2月30日", ["等级"] = new('级', 300) },
            faulty.Cells.ToDictionary());
        Assert.Equal(["CS-1"], roster.Lines.Select(line => line.Certificate!.Number));
    }

    [Fact]
    public void Every_fault_is_told_by_row_and_column_and_the_lines_without_one_are_ready()
    {
        var roster = Read($"""
            序号,姓名,身份证,等级,证书编号,社会保险,申报单位
            1,测试一号,{First},高级工,CS1,是,
            1,,330105198506121012,无级,CS 1,也许,x
            x,测试三号,{Second},技师,,,

            ,,,,,,
            3,,,,,,
            合计,,2 人,,,,
            """);
        (int, string, string)[] expected =
        [
            (2, "证书编号", "certificate-listed-twice"), (3, "序号", "line-number-repeated"), (3, "姓名", "required"), (3, "身份证", "invalid-id-number"),
            (3, "申报单位", "invalid-uscc"), (3, "等级", "unknown-value"), (3, "社会保险", "unknown-value"), (3, "证书编号", "certificate-listed-twice"),
            (4, "序号", "out-of-range"), (4, "证书编号", "required"),
        ];
        Assert.Equal(expected.Order(), roster.Errors.Select(fault => (fault.Row, fault.Column, fault.Code)).Order());
        Assert.Empty(roster.Lines);
    }

    [Fact]
    public void Who_stands_there_twice_is_named_at_each_row()
    {
        Assert.Equal([(2, "身份证", "worker-listed-twice"), (4, "身份证", "worker-listed-twice")], Faults($"姓名,身份证\n甲,{First}\n乙,{Second}\n丙,{First}\n"));
    }

    [Fact]
    public void Titles_above_the_head_other_sheets_and_hidden_ones_do_not_disturb()
    {
        using var bytes = new MemoryStream();
        using (var book = new WorkbookWriter(bytes))
        {
            using (var notes = book.Begin("说明", [10])) notes.Row(WrittenCell.Of("请先阅读"));
            using (var old = book.Begin("旧名册", [10, 10], hidden: true)) old.Row(WrittenCell.Of("姓名"), WrittenCell.Of("身份证")).Row(WrittenCell.Of("甲"), WrittenCell.Of(Second));
            using var sheet = book.Begin("名册", [10, 10]);
            sheet.Row(WrittenCell.Of("高技能人才补贴发放名册")).Row(WrittenCell.Of("申请单位（盖章）：")).Merge("A1:B1");
            sheet.Row(WrittenCell.Of("姓名"), WrittenCell.Of("身份证")).Row(WrittenCell.Of("甲"), WrittenCell.Of(First)).Row(WrittenCell.Of("合计"), WrittenCell.Of("1 人"));
        }

        var roster = ReadFile(bytes.ToArray());
        Assert.Empty(roster.Errors);
        Assert.Equal(First, Assert.Single(roster.Lines).Worker.IdNumber);
    }

    [Fact]
    public void Two_visible_lists_hidden_rows_and_merged_cells_are_not_passed_over()
    {
        using var bytes = new MemoryStream();
        using (var book = new WorkbookWriter(bytes))
        {
            for (var i = 0; i < 2; i++)
            {
                using var sheet = book.Begin("名册" + i, [10, 10]);
                sheet.Row(WrittenCell.Of("姓名"), WrittenCell.Of("身份证")).Row(WrittenCell.Of("甲"), WrittenCell.Of(First));
            }
        }

        Assert.Equal(UnreadableFile.SeveralHeads, RosterImport.Read(bytes.ToArray(), Today).Unreadable);
        var roster = ReadFile(Files.Workbook($"""
            <sheetData><row r="1">{Files.Cell("A1", "姓名")}{Files.Cell("B1", "身份证")}</row><row r="2" hidden="1">{Files.Cell("A2", "甲")}{Files.Cell("B2", First)}</row>
            <row r="3">{Files.Cell("A3", "乙")}{Files.Cell("B3", Second)}</row><row r="4">{Files.Cell("B4", "330105199203152035")}</row></sheetData><mergeCells><mergeCell ref="A3:A4"/></mergeCells>
            """));
        Assert.Contains(roster.Errors, fault => (fault.Row, fault.Code) == (2, "hidden-row"));
        Assert.Contains(roster.Errors, fault => (fault.Row, fault.Column, fault.Code) == (3, "姓名", "merged-cells"));
        Assert.Contains(roster.Errors, fault => (fault.Row, fault.Column, fault.Code) == (4, "姓名", "merged-cells"));
    }

    [Fact]
    public void No_head_and_too_many_rows_make_a_file_unreadable()
    {
        Assert.Equal(UnreadableFile.NoHead(["姓名", "身份证"], 1, ["身份证"]), RosterImport.Read("姓名,性别\n甲,男\n"u8.ToArray(), Today).Unreadable);
        var many = new StringBuilder("姓名,身份证\n");
        for (var i = 0; i < 1_000_000; i++) many.Append("甲,1\n");
        Assert.Equal(UnreadableFile.TooManyRows(RosterImport.MostLines), RosterImport.Read(Encoding.UTF8.GetBytes(many.ToString()), Today).Unreadable);
    }

    [Fact]
    public void Who_misses_a_head_is_told_which_names_it_needs_and_which_row_came_near()
    {
        var near = RosterImport.Read("名册,,\n姓名,证件号码类型,号码\n甲,身份证,1\n"u8.ToArray(), Today).Unreadable!;
        Assert.Equal("未找到表头：前 50 行中没有同时含有所需各列名（姓名、身份证）的一行。第 2 行还缺：身份证。", near.Zh);
        Assert.EndsWith("Row 2 lacks 身份证.", near.En, StringComparison.Ordinal);
        Assert.Equal(UnreadableFile.NoHead(["姓名", "身份证"]), RosterImport.Read("a,b\n1,2\n"u8.ToArray(), Today).Unreadable);
    }

    [Fact]
    public void A_hint_behind_the_name_of_a_column_does_not_count_and_another_word_does()
    {
        var roster = Read($"*姓名(必填),姓名（拼音）,\"身份证号码\n（18位）\",合同起始日期（格式2018-03-05）,联系电话（单位）\n甲,jia,{First},2016-07-01,1\n");
        Assert.Empty(roster.Errors);
        Assert.Equal((First, new DateOnly(2016, 7, 1)), (Assert.Single(roster.Lines).Worker.IdNumber, roster.Lines[0].Employment!.ContractFrom));
        Assert.Equal(["姓名（拼音）", "联系电话（单位）"], roster.IgnoredColumns);
    }

    [Fact]
    public void Characters_that_nobody_sees_do_not_spoil_a_number() =>
        Assert.Equal(First, Assert.Single(Read($"姓名,身份证,申报单位\n甲,\u202D{First}\u202C\u00A0,\u200B52330105TG0000018L\uFEFF\n").Lines).Worker.IdNumber);

    [Fact]
    public void Faults_are_told_up_to_a_thousand_and_then_counted()
    {
        var many = new StringBuilder("姓名,身份证\n");
        for (var i = 0; i < 2_500; i++) many.Append("甲,1\n");
        var roster = Read(many.ToString());
        Assert.Equal((1_000, 1_500), (roster.Errors.Length, roster.ErrorsOmitted));
    }

    [Fact]
    public void What_the_workbook_writes_is_read_as_the_same_lines()
    {
        ImportedLine[] lines =
        [
            new(1, new("测试𬭎", First, "0571-88880000", true), new("CS0001", new("6-18-02-04", "焊工"), SkillLevel.Technician, new(2018, 3, 5), "52330105TG0000018L"), new(new(2016, 7, 1), new(2019, 6, 30), true, "焊工"), true),
            new(5, new("=1+1", Second, null, false), new("_x0041_", new("6-18-02-04", "+焊工"), SkillLevel.Junior, new(2018, 12, 31), null), null, false),
        ];
        var roster = ReadFile(RosterWorkbook.Write(lines));
        Assert.Empty(roster.Errors);
        Assert.Equal(lines, roster.Lines);
        Assert.Equal((0, 0), (ReadFile(RosterWorkbook.Template()).Lines.Length, ReadFile(RosterWorkbook.Template()).Errors.Length));
    }

    private static (int, string, string)[] Faults(string csv) => [.. Read(csv).Errors.Select(fault => (fault.Row, fault.Column, fault.Code))];

    private static ImportedRoster Read(string csv) => ReadFile(Encoding.UTF8.GetBytes(csv));

    private static ImportedRoster ReadFile(byte[] file)
    {
        var read = RosterImport.Read(file, Today);
        Assert.Null(read.Unreadable);
        return read.Content!;
    }
}
