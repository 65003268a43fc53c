using System.Reflection;
using Gongshu.Grains.Applications;
using Gongshu.Grains.Desk;
using Gongshu.Grains.Feed;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Windows;

namespace Gongshu.Grains.Tests;

/// <summary>Which stored events leave the house, and as what: decided type by type, in this table and in decision 0046.</summary>
public sealed class FeedToldTypesTests
{
    private const string Inside = "";

    private static readonly Dictionary<string, string> OfCases = new(StringComparer.Ordinal)
    {
        ["case.submitted"] = "case.submitted",
        ["case.resubmitted"] = "case.submitted",
        ["case.decided"] = "case.decided",
        ["case.decisionReversed"] = "case.decided",
        ["case.appealDecided"] = "case.decided",
        ["case.returned"] = "case.returned",
        ["case.approved"] = "case.approved",
        ["case.rejected"] = "case.rejected",
        ["case.withdrawn"] = "case.withdrawn",
        ["case.lapsed"] = "case.lapsed",
        ["case.paid"] = "case.paid",
        ["case.paymentFailed"] = "case.paymentFailed",
        ["case.clawedBack"] = "case.clawedBack",
        ["case.scheduled"] = Inside,
        ["case.assigned"] = Inside,
        ["case.imported"] = Inside,
        ["case.appealed"] = Inside,
        ["case.stopped"] = Inside,
        ["case.stopReleased"] = Inside,
        ["case.repaid"] = Inside,
    };

    private static readonly Dictionary<string, string> OfNotices = new(StringComparer.Ordinal)
    {
        ["case.correctionDue"] = "case.correctionDue",
        ["case.overdue"] = Inside,
    };

    private static readonly Dictionary<string, string> OfWindows = new(StringComparer.Ordinal)
    {
        ["window.opened"] = "window.opened Open",
        ["window.closingSoon"] = "window.closingSoon Open",
        ["window.closed"] = "window.closed Closed",
        ["window.settled"] = "window.settled Settled",
        ["window.overridden"] = Inside,
        ["window.leftoversSealed"] = Inside,
        ["intake.daysChanged"] = Inside,
    };

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral && field.FieldType == typeof(string)).Select(field => (string)field.GetRawConstantValue()!);

    [Fact]
    public void Every_stored_type_of_a_case_is_decided()
    {
        Assert.Equal(Constants(typeof(CaseEvents)).Order(), OfCases.Keys.Order());
        Assert.All(OfCases, row => Assert.Equal(row.Value, ToldTypes.OfCase(row.Key) ?? Inside));
    }

    [Fact]
    public void Every_notice_is_decided()
    {
        Assert.Equal(Constants(typeof(DueNotice)).Order(), OfNotices.Keys.Order());
        Assert.All(OfNotices, row => Assert.Equal(row.Value, ToldTypes.OfNotice(row.Key) ?? Inside));
    }

    [Fact]
    public void Every_stored_type_of_a_window_is_decided()
    {
        Assert.Equal(Constants(typeof(WindowEvents)).Order(), OfWindows.Keys.Order());
        Assert.All(OfWindows, row => Assert.Equal(row.Value, ToldTypes.OfWindow(row.Key) is { } told ? $"{told.Type} {told.Status}" : Inside));
    }

    [Fact]
    public void Each_type_of_the_contract_is_told_by_something() => Assert.Equal(
        EventTypes.All.Order(),
        OfCases.Values.Concat(OfNotices.Values).Concat(OfWindows.Values.Select(told => told.Split(' ')[0])).Where(told => told != Inside).Distinct().Order());
}
