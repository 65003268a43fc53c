using Gongshu.Documents.Archives;
using Gongshu.Policy;

namespace Gongshu.Documents.Tests;

/// <summary>Annex 2, read back from the file that was written.</summary>
public sealed class BenefitRosterTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(21, 2)]
    [InlineData(400, 31)]
    public void Names_each_worker_once_over_as_many_pages_as_it_needs(int workers, int pages)
    {
        var roster = Samples.Roster(workers);
        var read = new ReadPaper(roster.Layout());
        Assert.Equal(pages, read.Pages.Count);
        foreach (var entry in roster.Entries)
        {
            Assert.Equal(1, read.Times(entry.IdNumber));
            Assert.Equal(1, read.Times(entry.Name));
            Assert.Equal(1, read.Times(entry.Phone));
        }

        read.AssertNothingCutOrOverlapping();
    }

    [Fact]
    public void Repeats_its_head_and_numbers_its_pages()
    {
        var read = new ReadPaper(Samples.Roster(400).Layout());
        for (var i = 0; i < read.Pages.Count; i++)
        {
            Assert.Contains("序号姓名身份证职业（工种）等级联系电话金额（元）本人签字", read.Pages[i], StringComparison.Ordinal);
            Assert.Contains($"第 {i + 1} 页 共 {read.Pages.Count} 页", read.Pages[i], StringComparison.Ordinal);
            Assert.Contains("案件编号 GS-2018Q1-000123", read.Pages[i], StringComparison.Ordinal);
        }

        Assert.All(read.Sizes, size => Assert.Equal((842, 595), (Math.Round(size.Width), Math.Round(size.Height))));
    }

    [Fact]
    public void Sums_of_the_pages_add_up_to_the_total_in_figures_and_words()
    {
        var roster = Samples.Roster(400);
        var read = new ReadPaper(roster.Layout());
        var total = roster.Entries.Aggregate(Money.Zero, (sum, entry) => sum + entry.Amount);
        var (people, yuan) = (0, 0m);
        foreach (var page in read.Pages)
        {
            var sum = page[(page.IndexOf("本页小计：", StringComparison.Ordinal) + 5)..];
            people += int.Parse(sum[..sum.IndexOf(' ', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
            yuan += decimal.Parse(sum[(sum.IndexOf('¥', StringComparison.Ordinal) + 1)..sum.IndexOf(" 元", StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
        }

        Assert.Equal(400, people);
        Assert.Equal(total.ToString(), yuan.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(1, read.Times($"合计：400 人　¥{total} 元（大写：{RmbCapitals.Of(total)}）"));
    }

    [Fact]
    public void Says_of_a_line_that_was_turned_away_that_nothing_is_paid()
    {
        var entries = Samples.Entries(2);
        var roster = new BenefitRoster(Samples.Case(), [entries[0], entries[1] with { Amount = Money.Zero, Refused = true }]);
        var read = new ReadPaper(roster.Layout());
        Assert.Equal(1, read.Times("不予补贴"));
        Assert.Contains($"合计：2 人　¥{entries[0].Amount} 元", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void As_a_workbook_it_says_the_same_with_numbers_as_text()
    {
        var roster = Samples.Roster(21);
        using var bytes = new MemoryStream(roster.ToXlsx());
        Assert.Null(ArchiveInspection.Inspect(bytes, new("[Content_Types].xml", "xl/workbook.xml") { IsRead = true }));
        using var archive = new System.IO.Compression.ZipArchive(bytes);
        using var reader = new StreamReader(archive.Entries.Single(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).Open());
        var sheet = reader.ReadToEnd();
        Assert.All(roster.Entries, entry => Assert.Contains($">{entry.IdNumber}<", sheet, StringComparison.Ordinal));
        Assert.Contains("合计：21 人", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("<x:f>", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_small_and_its_memory_does_not_grow_with_each_cell()
    {
        Samples.Roster(1).Layout().ToPdf();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var pdf = Samples.Roster(5_000).Layout().ToPdf();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 120_000_000, $"{allocated} bytes allocated");
        Assert.True(pdf.Length < 3_000_000, $"{pdf.Length} bytes written");
    }
}
