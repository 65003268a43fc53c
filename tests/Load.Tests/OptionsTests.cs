namespace Gongshu.Load.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Without_names_every_load_is_wanted() => Assert.All(InProcess.Names, name => Assert.True(Options.Parse([])!.Wants(name)));

    [Fact]
    public void Names_choose_loads_by_a_part_of_theirs()
    {
        var options = Options.Parse(["--only", "hot worker", "n=200", "--rounds", "3"])!;
        Assert.Equal(3, options.Rounds);
        Assert.Equal(
            ["submit N=200, 16 callers, warm", "submit N=200, 16 callers, warm, 2 % duplicates", "duplicates of one hot worker, 64 callers", "submit N=200, 16 callers, cold"],
            InProcess.Names.Where(options.Wants));
    }

    [Theory]
    [InlineData("--fast")]
    [InlineData("--rounds", "0")]
    [InlineData("--rounds", "many")]
    public void What_it_does_not_know_is_refused(params string[] args) => Assert.Null(Options.Parse(args));

    [Fact]
    public void A_median_of_an_even_number_lies_between_the_two_in_the_middle() => Assert.Equal(2.5, Comparison.Median([1, 2, 3, 40]));
}
