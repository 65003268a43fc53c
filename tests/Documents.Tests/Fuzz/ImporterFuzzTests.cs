using System.Globalization;
using System.IO.Compression;
using System.Text;
using Gongshu.Documents.BankFiles;
using Gongshu.Documents.Histories;
using Gongshu.Documents.Rosters;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Documents.Tests.Spreadsheets;
using Gongshu.Policy;

namespace Gongshu.Documents.Tests.Fuzz;

/// <summary>
/// Damaged files: whatever is changed in them, each importer answers with lines, faults or a reason. <c>GONGSHU_FUZZ</c> sets how many inputs, the
/// seed follows from the number of the input, so that one that fails is found again.
/// </summary>
public sealed class ImporterFuzzTests
{
    private const int FewInCi = 3_000;
    private static readonly DateOnly Today = new(2018, 3, 26);
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
    private static readonly string[] Tokens =
        ["\"", "\r\n", ",", "姓名", "身份证", "=1+1", "1E+400", "9999999999999999999", "2147483648", "-1", "<", "&#0;", "]]>", "<!DOCTYPE a>", "\0", "XFD1048576", "A0", "r=\"4294967296\"", "s=\"99999\"", "t=\"s\"", "\uD800", "合计"];

    private static readonly byte[][] Corpus = MakeCorpus();

    [Fact]
    public void Damaged_files_are_answered_and_never_thrown_upon()
    {
        var inputs = int.TryParse(Environment.GetEnvironmentVariable("GONGSHU_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : FewInCi;
        var (read, unreadable) = (0, 0);
        for (var number = 0; number < inputs; number++)
        {
            var file = Damage(number);
            try
            {
                if (RosterImport.Read(file, Today).Unreadable is null) read++;
                else unreadable++;
                _ = BankReturnImport.Read(file);
                _ = PaidClaimsImport.Read(file, Today);
            }
            catch (Exception fault)
            {
                Assert.Fail($"Input {number}: {fault}");
            }
        }

        // A damage that nothing survives, or that nothing minds, tests nothing.
        Assert.True(read > inputs / 20, $"{read} of {inputs} were read");
        Assert.True(unreadable > inputs / 20, $"{unreadable} of {inputs} were unreadable");
    }

    private static byte[] Damage(int number)
    {
        var random = new Random(number);
        var file = Corpus[random.Next(Corpus.Length)].ToArray();
        // Half of the workbooks are damaged inside, where a changed byte of the ZIP would only fail its checksum.
        if (file is [0x50, 0x4B, ..] && random.Next(2) == 0) return DamageInside(file, random);
        return Change(file, random);
    }

    private static byte[] DamageInside(byte[] file, Random random)
    {
        var parts = new List<(string Name, byte[] Content)>();
        using (var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read))
        {
            foreach (var entry in zip.Entries)
            {
                using var content = entry.Open();
                using var bytes = new MemoryStream();
                content.CopyTo(bytes);
                parts.Add((entry.FullName, bytes.ToArray()));
            }
        }

        var at = random.Next(parts.Count);
        if (random.Next(20) == 0) parts.RemoveAt(at);
        else parts[at] = (parts[at].Name, Change(parts[at].Content, random));
        return Files.Zip([.. parts]);
    }

    private static byte[] Change(byte[] file, Random random)
    {
        var bytes = new List<byte>(file);
        for (var times = random.Next(1, 6); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 30), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length)); break;
                case 4: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)])); break;
                default: bytes.RemoveRange(at, random.Next(4) == 0 ? bytes.Count - at : length); break;
            }
        }

        return [.. bytes];
    }

    private static byte[][] MakeCorpus()
    {
        const string csv = "序号,姓名,身份证,职业（工种）,等级,联系电话,本人签字,职业编码,证书编号,发证日期,申报单位\r\n1,测试一号,330105198506121011,焊工,高级工,12000000000,是,6-18-02-04,\"CS,1\",2018年3月5日,52330105TG0000018L\r\n2,测试二号,330105199011031027,焊工,三级,,否,6-18-02-04,CS2,43164,\r\n合计,,2 人\r\n";
        const string bank = "batchId,batchLine,caseNumber,amount,outcome,code,paidOn\r\nB-2018Q1-1,1,GS-2018Q1-000001,500.00,paid,,2018-04-09\r\nB-2018Q1-1,2,GS-2018Q1-000002,250.00,failed,AC01,\r\n合计,,,750.00,,,\r\n";
        const string paid = "统一社会信用代码,举措,补贴项目,金额,拨付日期,来源,姓名,身份证,等级,职业编码,证书编号,发证日期,学历,届次\r\n91330105TG0000026E,三(二),高技能人才一次性补贴,500,2018年3月20日,表1,测试一号,330105198506121011,高级工,6-18-02-04,CS1,2018-02-11,,\r\n91330105TG0000026E,三(五),训练录用奖励,\"1,000.00\",20180320,表2,测试二号,330105199011031027,,,,,硕士,\r\n";
        var roster = RosterImport.Read(Encoding.UTF8.GetBytes(csv), Today).Content!;
        return
        [
            Encoding.UTF8.GetBytes(csv), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(csv)], Gb18030.GetBytes(csv), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(csv)],
            Encoding.UTF8.GetBytes(bank), Encoding.UTF8.GetBytes(paid), Gb18030.GetBytes(paid), Small(roster), Small(roster),
            Files.Workbook($"""<sheetData><row r="1">{Files.Cell("A1", "姓名")}{Files.Cell("B1", "身份证")}{Files.Cell("C1", "发证日期")}</row><row r="2">{Files.Cell("A2", "甲")}<c r="B2"><v>330105850612101</v></c><c r="C2"><f>TODAY()</f><v>43164</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A1"/></mergeCells>"""),
            ExportTable.ToXlsx(new ExportTable("表", ["batchLine", "outcome", "paidOn"], [[WrittenCell.Of(1), WrittenCell.Of("paid"), WrittenCell.Of(new DateOnly(2018, 4, 9))]])),
        ];
    }

    private static byte[] Small(ImportedRoster roster)
    {
        using var bytes = new MemoryStream();
        using (var book = new WorkbookWriter(bytes))
        {
            using var sheet = book.Begin("名册", [10, 10, 10, 10]);
            sheet.Row(WrittenCell.Of("姓名"), WrittenCell.Of("身份证"), WrittenCell.Of("等级"), WrittenCell.Of("发证日期"));
            foreach (var line in roster.Lines) sheet.Row(WrittenCell.Of(line.Worker.Name), WrittenCell.Of(line.Worker.IdNumber), WrittenCell.Of("高级工"), WrittenCell.Of(line.Certificate?.IssuedOn));
        }

        return bytes.ToArray();
    }
}
