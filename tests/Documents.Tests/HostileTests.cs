using System.Text.RegularExpressions;
using Gongshu.Policy;
using UglyToad.PdfPig;

namespace Gongshu.Documents.Tests;

/// <summary>Papers of people with the rarest names and organisations with the longest: nothing is cut, shares a place, or is missing.</summary>
public sealed class HostileTests
{
    private static readonly string[] Names = ["刘䶮", "李㛃", "王𬭎", "阿卜杜拉·买买提·阿卜杜热合曼·吐尔逊江·艾力", "欧\u200B阳\u202E测试\u2066一号\uFEFF", "ÀÉÎ Müller-Łukasz", "𠮷田\uDB40\uDD00测试"];

    // What the font lacks is marked, and named at the end.
    private static readonly string[] Shown = ["刘䶮", "李㛃", "王𬭎", "阿卜杜拉·买买提·阿卜杜热合曼·吐尔逊江·艾力", "欧阳测试一号", "ÀÉÎMüller-〓ukasz", "〓田测试"];
    private static readonly string Company = string.Concat(Enumerable.Range(0, 30).Select(i => $"测试{i:D2}（\u200F集团）有限"));
    private static readonly string Occupation = string.Concat(Enumerable.Range(0, 40).Select(i => $"工种{i:D2}、"));

    [Theory]
    [InlineData(1)]
    [InlineData(21)]
    [InlineData(400)]
    public void A_roster_of_any_length_keeps_every_name_number_and_occupation(int count)
    {
        RosterEntry[] entries = [.. Samples.Entries(count).Select((entry, i) => entry with
        {
            Name = Names[i % Names.Length],
            Occupation = i % 3 == 0 ? Occupation : entry.Occupation,
            Level = i % 5 == 0 ? "高级技师（国家职业资格一级）" : entry.Level,
            Phone = i % 4 == 0 ? "+86 0571-88888888-123456、13800000000" : entry.Phone,
            Amount = i % 7 == 0 ? Money.Yuan(9_999_999_999) : entry.Amount,
        })];
        var roster = new BenefitRoster(Samples.Case(Company), entries);
        var read = new ReadPaper(roster.Layout());
        read.AssertNothingCutOrOverlapping();
        var text = read.Text.Replace(" ", "", StringComparison.Ordinal);
        for (var i = 0; i < count; i++) Assert.Contains(entries[i].IdNumber, text, StringComparison.Ordinal);
        foreach (var names in Enumerable.Range(0, count).GroupBy(i => Shown[i % Shown.Length], StringComparer.Ordinal))
            Assert.Equal(names.Count(), Count(text, names.Key));
        Assert.Equal((count + 2) / 3, Count(text, "工种39、"));
        Assert.True(read.LinesWith("9999999999.00") >= (count + 6) / 7);
        for (var i = 0; i < count; i++) Assert.Equal(1, read.LinesWith(entries[i].IdNumber));
        Assert.Contains(RmbCapitals.Of(entries.Aggregate(Money.Zero, (sum, entry) => sum + entry.Amount)), text, StringComparison.Ordinal);
        Assert.All(read.Pages, page => Assert.Contains("本页小计", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Annex_1_of_the_longest_names_keeps_all_of_them()
    {
        var form = Samples.Form() with
        {
            Case = Samples.Case(Company),
            BankName = Company,
            Contact = Names[3] + " 0571-88888888-123456",
            LegalRepresentative = Names[3],
            About = Company,
            DocumentTitle = Company,
            Amount = Money.Yuan(9_999_999_999),
            Handler = new(Company, Names[2], new(2018, 3, 26)),
            Approver = new("同意。", Names[3], new(2018, 3, 27)),
        };
        var read = new ReadPaper(form.Layout());
        read.AssertNothingCutOrOverlapping();
        // 300 characters: in the head, as enterprise, document, bank, item and in the opinion.
        Assert.Equal(6, Count(read.Text.Replace(" ", "", StringComparison.Ordinal), "测试29（集团）有限"));
    }

    [Fact]
    public void The_notices_of_the_longest_names_keep_all_of_them()
    {
        var entries = Samples.Entries(40);
        Paper[] papers =
        [
            new ReceiptNotice(Samples.Case(Company), Samples.Printed, "sha256:" + new string('a', 64), 400, Money.Yuan(9_999_999_999), [.. Enum.GetValues<DocumentKind>().Select(kind => new GivenPaper(kind, true))], new(2018, 3, 27), null).Layout(),
            new CorrectionNotice(Samples.Case(Company), Occupation + Occupation, [.. Enumerable.Range(1, 60).Select(line => (line, Occupation))], Names[3], new(2018, 3, 22), new(2018, 4, 9), Corrected: false).Layout(),
            new RefusalDecision(
                Samples.Case(Company), Occupation,
                [.. entries.Select((entry, i) => new RefusedBenefit(entry.Line, Names[i % Names.Length], entry.IdNumber, Benefit.SkillUpgrade, Money.Yuan(9_999_999), i % 2 == 0 ? Occupation : "人岗不相适", "五"))],
                Money.Zero, new(2018, 3, 28), new(2018, 5, 27)).Layout(),
            new ClaimHistory(
                "w_aaaa", Names[3], "3301**********1011",
                [.. Enumerable.Range(0, 40).Select(i => new HistoryEntry("GS-2018Q1-000123", new(2018, 3, 20), Company, Benefit.SkillUpgrade, "三(二)", Occupation, Money.Yuan(9_999_999), ClaimStatus.Paid, new(2018, 4, 9)))],
                40, Money.Yuan(500), null, Samples.Printed).Layout(),
        ];
        foreach (var paper in papers)
        {
            var read = new ReadPaper(paper);
            read.AssertNothingCutOrOverlapping();
            Assert.All(paper.Lacking, codePoint => Assert.Contains(codePoint, (int[])[0x141, 0x20BB7]));
        }
    }

    [Fact]
    public void What_PDF_A_asks_for_and_can_be_seen_from_outside_is_there_in_every_paper()
    {
        foreach (var paper in new[] { Samples.Form().Layout(), Samples.Roster(21).Layout() })
        {
            var read = new ReadPaper(paper);
            var raw = System.Text.Encoding.Latin1.GetString(read.Bytes);
            // ISO 19005-2, 6.1.2 header and binary comment, 6.1.3 ID and no encryption, 6.2.3 output intent, 6.2.11 fonts, 6.5 and 6.6.1 actions, 6.6.2 metadata.
            Assert.Matches(@"\A%PDF-1\.[4-7]\s%[\x80-\xFF]{4}", raw);
            Assert.Matches(@"/ID\s*\[\s*<[0-9A-Fa-f]{32}>\s*<[0-9A-Fa-f]{32}>", raw[raw.LastIndexOf("trailer", StringComparison.Ordinal)..]);
            Assert.Equal(1, Times(raw, @"/S\s*/GTS_PDFA1"));
            Assert.Contains("/DestOutputProfile", raw, StringComparison.Ordinal);
            foreach (var never in new[] { "/Encrypt", "/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch", "/EmbeddedFile", "/Type3", "/Movie", "/Sound", "/XFA" })
                Assert.DoesNotMatch(Regex.Escape(never) + @"[\s/<(\[]", raw);
            using var document = PdfDocument.Open(read.Bytes);
            Assert.False(document.IsEncrypted);
            Assert.True(document.TryGetXmpMetadata(out var metadata));
            var xmp = System.Xml.Linq.XDocument.Load(new MemoryStream(metadata.GetXmlBytes().ToArray()));
            Assert.Equal(("2", "B"), (ValueOf(xmp, "part"), ValueOf(xmp, "conformance")));
            Assert.Equal(read.Title, xmp.Descendants().Single(element => element.Name.LocalName == "title").Value.Trim());
            // Every font program is in the file, cut down to it: a name with a mark of six letters.
            var descriptors = Times(raw, @"/Type\s*/FontDescriptor");
            Assert.Equal((descriptors, descriptors), (Times(raw, @"/FontFile2\s+\d+ 0 R"), Times(raw, @"/FontName\s*/[A-Z]{6}\+")));
            Assert.True(descriptors > 0);
            Assert.Matches(@"/ToUnicode\s+\d+ 0 R", raw);
        }
    }

    private static string? ValueOf(System.Xml.Linq.XDocument xmp, string name) =>
        (xmp.Descendants().SingleOrDefault(element => element.Name.LocalName == name)?.Value ?? xmp.Descendants().SelectMany(element => element.Attributes()).SingleOrDefault(attribute => attribute.Name.LocalName == name)?.Value)?.Trim();

    private static int Times(string raw, string pattern) => Regex.Count(raw, pattern, RegexOptions.NonBacktracking);

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
