using System.Text;
using Gongshu.Documents.Lists;
using Gongshu.Documents.Rosters;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Policy;
using Gongshu.Testing.Samples;

namespace Gongshu.Documents.Tests.Rosters;

/// <summary>What reading costs, in bytes allocated and rows read: figures of the program, the same on every machine (docs/decisions/0056).</summary>
public sealed class ImporterMemoryTests
{
    private const int MiB = 1024 * 1024;
    private static readonly DateOnly Today = new(2018, 6, 4);

    [Fact]
    public void The_largest_roster_is_read_row_by_row()
    {
        var people = new SamplePeople(8);
        var file = RosterWorkbook.Write(Enumerable.Range(0, RosterImport.MostLines).Select(i => new ImportedLine(
            i + 1, new(people[i].Name, people[i].IdNumber, people[i].Phone, false),
            new(people[i].CertificateNumber, new("6-18-02-04", "焊工"), SkillLevel.Senior, new(2018, 3, 5), null), new(new(2016, 7, 1), null, true, "焊工"), true)));
        RosterImport.Read(file, Today);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var roster = RosterImport.Read(file, Today).Content!;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((RosterImport.MostLines, 0), (roster.Lines.Length, roster.Errors.Length));
        Assert.InRange(allocated, 1, 96 * MiB);
    }

    [Theory]
    [InlineData("utf-8", 8)]
    [InlineData("GB18030", 32)]
    public void A_million_rows_are_refused_after_the_row_that_is_one_too_many(string encoding, int mostMiB)
    {
        var text = new StringBuilder("姓名,身份证\n");
        for (var i = 0; i < 1_000_000; i++) text.Append("甲,1\n");
        var file = (encoding == "utf-8" ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(encoding)!).GetBytes(text.ToString());
        // The first reading of a process fills what is kept for all: the catalogue of occupations, the spellings of headings.
        RosterImport.Read(file, Today);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = RosterImport.Read(file, Today).Unreadable;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(UnreadableFile.TooManyRows(RosterImport.MostLines), refused);
        Assert.InRange(allocated, 1, mostMiB * MiB);
    }

    [Fact]
    public void No_row_is_asked_for_behind_the_one_that_is_too_many()
    {
        const int most = 5_000;
        var asked = 0;
        var vocabulary = new ListVocabulary<RosterColumn>([RosterColumn.Name], (RosterColumn.Name, ["姓名"]), (RosterColumn.Number, ["序号"]));
        IEnumerable<SheetRow> Rows()
        {
            while (asked < 1_000_000) yield return new(++asked, [SheetCell.OfText(asked == 1 ? "姓名" : "甲")], Hidden: false);
        }

        var refused = Assert.Throws<UnreadableFileException>(() => HeadedLists.Read([new Sheet("", false, [], Rows(), IsText: true)], vocabulary, list => list.Rows(most, RosterColumn.Number).ToList()));
        Assert.Equal(UnreadableFile.TooManyRows(most), refused.Reason);
        Assert.Equal(1 + most + 1, asked);
    }
}
