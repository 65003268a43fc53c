using System.Text;
using Gongshu.Documents.Drawing;
using Gongshu.Policy;

namespace Gongshu.Documents.Tests;

/// <summary>What becomes of the characters of a paper.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("刘䶮")]
    [InlineData("李㛃")]
    [InlineData("王𬭎")]
    [InlineData("金角长见")]
    [InlineData("测试·阿卜杜拉")]
    [InlineData("株式会社ABC（中国）")]
    public void Comes_back_from_the_file_as_it_was_given(string name)
    {
        var entry = Samples.Entries(1)[0] with { Name = name };
        var paper = new BenefitRoster(Samples.Case(), [entry]).Layout();
        Assert.Empty(paper.Lacking);
        Assert.Equal(1, new ReadPaper(paper).Times(name));
    }

    [Fact]
    public void What_the_font_lacks_is_marked_and_named_and_reported()
    {
        var lacking = new Rune(0x2A6D6);
        var entry = Samples.Entries(1)[0] with { Name = $"王{lacking}" };
        var paper = new BenefitRoster(Samples.Case(), [entry]).Layout();
        var read = new ReadPaper(paper);
        Assert.Equal([lacking.Value], paper.Lacking);
        Assert.Equal(1, read.Times("王〓"));
        Assert.Contains("U+2A6D6", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_without_a_shape_are_left_out_and_control_characters_become_spaces()
    {
        var text = new PrintableText();
        Assert.Equal("abc 张三", text.Of("\u202Eab\u200Bc\r\n张\uFE00\u2066三\uFEFF"));
        Assert.Equal("", text.Of("\u200B\u200D"));
        Assert.Empty(text.Lacking);
    }

    [Theory]
    [InlineData("甲乙丙，丁")]
    [InlineData("甲乙（丙丁")]
    [InlineData("甲乙丙丁）。")]
    public void A_line_neither_begins_with_a_closing_mark_nor_ends_with_an_opening_one(string text)
    {
        for (var width = 30; width < 60; width++)
        {
            var lines = TextLines.Of(text, width, 10);
            Assert.Equal(text, string.Concat(lines));
            Assert.All(lines.Skip(1), line => Assert.DoesNotContain(line[0], "，。）"));
            Assert.All(lines.SkipLast(1), line => Assert.DoesNotContain(line[^1], "（"));
        }
    }

    [Fact]
    public void A_number_stays_together_unless_it_alone_is_too_wide()
    {
        Assert.Equal(["证书编号", "CS000000000001"], TextLines.Of("证书编号CS000000000001", 100, 10));
        Assert.Equal(new string('8', 100), string.Concat(TextLines.Of(new string('8', 100), 60, 10)));
        Assert.Equal("𬭎𬭎𬭎", string.Concat(TextLines.Of("𬭎𬭎𬭎", 5, 10)));
    }

    [Fact]
    public void A_word_with_marks_stays_together_and_no_line_begins_with_the_dot_within_a_name()
    {
        Assert.Equal(["甲乙", "Müller"], TextLines.Of("甲乙Müller", 45, 10));
        Assert.All(Enumerable.Range(20, 60), width => Assert.All(TextLines.Of("阿卜杜拉·买买提·艾力", width, 10), line => Assert.NotEqual('·', line[0])));
    }

    [Fact]
    public void An_amount_in_a_narrow_column_is_set_smaller_and_not_broken()
    {
        var entry = Samples.Entries(1)[0] with { Amount = Money.Yuan(9_999_999_999) };
        var read = new ReadPaper(new BenefitRoster(Samples.Case(), [entry]).Layout());
        // As the reader sees it: one run of one height, in the row, in the sum of the page and in the total.
        Assert.Equal(3, read.LinesWith("9999999999.00"));
    }

    [Fact]
    public void Every_character_of_the_programs_own_words_is_in_the_font()
    {
        var words = Enum.GetValues<Benefit>().Select(Wording.Of)
            .Concat(Enum.GetValues<DocumentKind>().Select(Wording.Of)).Concat(Enum.GetValues<SkillLevel>().Select(Wording.Of))
            .Concat(Enum.GetValues<Education>().Select(Wording.Of)).Concat(Enum.GetValues<AwardKind>().Select(Wording.Of))
            .Concat(Enum.GetValues<ClaimStatus>().Select(Wording.Of)).Append(Wording.Bureau).Append(Wording.Figures(Money.Yuan(1)));
        var text = new PrintableText();
        foreach (var word in words) Assert.NotEmpty(text.Of(word));
        Assert.Empty(text.Lacking);
    }
}
