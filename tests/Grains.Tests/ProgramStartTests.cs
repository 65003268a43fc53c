using Gongshu.Silo.Startup;

namespace Gongshu.Grains.Tests;

/// <summary>From when the line "Ready … ms after the start of the program" counts.</summary>
public sealed class ProgramStartTests
{
    private static readonly DateTimeOffset Process = new(2018, 3, 5, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Counts_from_what_the_script_told_this_very_process() =>
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_520_211_645_678), ProgramStart.Of("41 1520211645678000", 41, Process));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("41")]
    [InlineData("41 ")]
    [InlineData("42 1520211645678000")]
    [InlineData("41 -1")]
    [InlineData("41 9223372036854775807")]
    [InlineData("41 1520211645678000 1")]
    public void Counts_from_the_start_of_the_process_where_nobody_told_it(string? told) => Assert.Equal(Process, ProgramStart.Of(told, 41, Process));
}
