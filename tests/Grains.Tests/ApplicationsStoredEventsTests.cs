using System.Text;
using System.Text.Json;
using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;
using Gongshu.Policy;
using Gongshu.Testing;

namespace Gongshu.Grains.Tests;

/// <summary>
/// Events as they were stored once (<c>ApplicationsGolden</c>) are read for ever, and written the same. A file is never changed: what a new
/// program writes differently gets a file of its own beside the old one.
/// </summary>
public sealed class ApplicationsStoredEventsTests
{
    public static TheoryData<string> Files => [.. Types];

    private static string[] Types => [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    private static string Folder => Checkout.At("tests", "Grains.Tests", "ApplicationsGolden");

    [Fact]
    public void Every_type_of_event_has_a_file() => Assert.Equal(
        new[] { CaseEvents.Submitted, CaseEvents.Decided, CaseEvents.Returned, CaseEvents.Approved, CaseEvents.Rejected, CaseEvents.Withdrawn, CaseEvents.Scheduled }.Order(),
        Types);

    [Theory]
    [MemberData(nameof(Files))]
    public void What_was_stored_is_read_and_written_the_same(string type)
    {
        var stored = Encoding.UTF8.GetBytes(Text(type));
        Assert.Equal(Text(type), Encoding.UTF8.GetString(CaseEvents.Write(CaseEvents.Read(type, stored))));
    }

    [Fact]
    public void A_submission_whose_form_is_written_already_is_written_the_same()
    {
        var submitted = Read<CaseSubmitted>(CaseEvents.Submitted);
        var form = JsonSerializer.SerializeToUtf8Bytes(submitted.Form, StoredJson.Instance.ApplicationForm);
        Assert.Equal(Text(CaseEvents.Submitted), Encoding.UTF8.GetString(CaseEvents.Write(submitted, form)));
    }

    [Fact]
    public void A_stored_submission_says_what_it_said()
    {
        var submitted = Read<CaseSubmitted>(CaseEvents.Submitted);
        Assert.Equal((Programme.SkillUpgrade, "gongshu-2018", "2018Q1"), (submitted.Form.Programme, submitted.Policy, submitted.Window.ToString()));
        Assert.Equal(DateTimeOffset.Parse("2018-03-05T09:00:00+08:00"), submitted.ReceivedAt);
        var line = Assert.Single(submitted.Lines);
        var benefit = Assert.Single(line.Benefits);
        Assert.Equal((new Money(50000), Verdict.Eligible, "三(二)"), (benefit.Amount, benefit.Verdict, benefit.Clause));
        Assert.Equal("skillUpgrade:6-18-02-04:senior", benefit.Keys[1].Key);
        Assert.Equal(("测试一号", SkillLevel.Senior), (submitted.Form.Lines[0].Worker.Name, submitted.Form.Lines[0].Certificate!.Level));
        Assert.True(submitted.AtCounter);
    }

    [Fact]
    public void Stored_decisions_say_what_they_said()
    {
        var decided = Read<DecisionMade>(CaseEvents.Decided);
        Assert.Equal((Stage.Handler, DecisionOutcome.Pass, "u-handler"), (decided.Stage, decided.Outcome, decided.By.Id));
        Assert.Equal((2, Benefit.SkillUpgrade, LineReason.PostDoesNotFit), (decided.Lines[0].Line, decided.Lines[0].Benefit, decided.Lines[0].Reason));
        Assert.Equal([DocumentKind.IdentityDocument, DocumentKind.LabourContract], decided.PapersSeen);
        Assert.Equal(DecisionOutcome.Return, Read<DecisionMade>(CaseEvents.Returned).Outcome);
        Assert.Equal(DecisionOutcome.Reject, Read<DecisionMade>(CaseEvents.Rejected).Outcome);
        Assert.Equal(Stage.Leader, Read<DecisionMade>(CaseEvents.Approved).Stage);
        Assert.Equal("误报", Read<CaseWithdrawn>(CaseEvents.Withdrawn).Reason);
        Assert.Equal("bat-2018Q1-1", Read<CaseScheduled>(CaseEvents.Scheduled).BatchId);
    }

    private static T Read<T>(string type) where T : CaseEvent => Assert.IsType<T>(CaseEvents.Read(type, Encoding.UTF8.GetBytes(Text(type))));

    private static string Text(string type) => File.ReadAllText(Path.Combine(Folder, type + ".json")).TrimEnd('\n');
}
