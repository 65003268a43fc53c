namespace Gongshu.StaffConsole.Parts.Charts;

/// <summary>One bar of a chart.</summary>
/// <param name="Label">Cut where it is too long: the table behind the chart has it in full.</param>
/// <param name="Told">The value in words, with its unit.</param>
/// <param name="Parts">One after the other along the bar, none negative, each of the series at its place.</param>
public sealed record ChartBar(string Label, string Told, params decimal[] Parts)
{
    public decimal Length => Parts.Sum();
}
