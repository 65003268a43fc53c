using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Policy;
using static Gongshu.Grains.Tests.RegistriesSamples;

namespace Gongshu.Grains.Tests;

public sealed class RegistriesTrainingPlanRulesTests
{
    private const string Other = "91330105T0000000B2";
    private static readonly Actor Handler = Staff(Roles.Handler);
    private static readonly Actor Own = Portal(OwnUscc);

    private static readonly TrainingPlanForm Form = new()
    {
        Applicant = OwnUscc,
        Title = "焊工高级班",
        Occupation = new Occupation("6-18-02-04", "焊工"),
        Level = SkillLevel.Senior,
        ClassStartsOn = Day("2018-03-20"),
        ClassEndsOn = Day("2018-04-10"),
        Timetable = [new Lesson(Day("2018-03-20"), new TimeOnly(9, 0), new TimeOnly(17, 0), "理论")],
        Trainees = [Trainee("a"), Trainee("b")],
    };

    [Theory]
    [InlineData("2018-03-08", 7, true)]
    [InlineData("2018-03-09", 6, false)]
    [InlineData("2018-03-20", 0, false)]
    [InlineData("2018-03-25", 0, false)]
    public void The_day_of_filing_is_judged_by_the_working_days_before_the_class(string today, int days, bool inTime)
    {
        var view = File(null, Form, today).Value!.View("p", AtLeastSeven);
        Assert.Equal(new Filing(Day(today), days, inTime), view.Filing);
        Assert.All(view.Trainees, trainee => Assert.Equal((Day(today), inTime), (trainee.FiledOn, trainee.InTime)));
    }

    [Fact]
    public void Who_is_named_later_is_filed_later()
    {
        var first = File(null, Form, "2018-03-05").Value!;
        var next = File(first, Form with { Trainees = [Trainee("a"), Trainee("c")] }, "2018-03-15").Value!;
        var view = next.View("p", AtLeastSeven);
        Assert.Equal(Day("2018-03-05"), view.Filing.FiledOn);
        Assert.Equal([("w_a", Day("2018-03-05"), true), ("w_c", Day("2018-03-15"), false)], view.Trainees.Select(t => (t.WorkerRef, t.FiledOn, t.InTime)));
        Assert.Equal(["w_a", "w_c"], next.Facts().FiledOn.Keys.Order());
    }

    [Fact]
    public void Who_was_taken_off_and_named_again_keeps_the_first_day()
    {
        var without = File(File(null, Form, "2018-03-05").Value, Form with { Trainees = [Trainee("a")] }, "2018-03-06").Value!;
        var again = File(without, Form, "2018-03-07").Value!;
        Assert.Equal(Day("2018-03-05"), again.Facts().FiledOn["w_b"]);
    }

    [Fact]
    public void Moving_the_first_day_files_everything_anew() => IsFiledAnew(Form with { ClassStartsOn = Day("2018-03-21") });

    [Fact]
    public void Another_occupation_files_everything_anew() => IsFiledAnew(Form with { Occupation = new Occupation("6-18-02-05", "焊工") });

    [Fact]
    public void Another_applicant_files_everything_anew() => IsFiledAnew(Form with { Applicant = Other });

    [Fact]
    public void Another_title_name_or_timetable_files_nothing_anew()
    {
        var form = Form with { Title = "新名", Occupation = new Occupation("6-18-02-04", "电焊工"), ClassEndsOn = Day("2018-04-20"), Timetable = [Form.Timetable[0], Form.Timetable[0]] };
        Assert.Equal(Day("2018-03-05"), File(File(null, Form, "2018-03-05").Value, form, "2018-03-07").Value!.FiledOn);
    }

    [Theory]
    [InlineData("2018-03-19", null)]
    [InlineData("2018-03-20", ProblemCode.ClassHasBegun)]
    public void From_the_first_day_on_the_list_is_frozen(string today, ProblemCode? refused)
    {
        var current = File(null, Form, "2018-03-05").Value;
        Assert.Equal(refused, File(current, Form with { Trainees = [Trainee("a")] }, today).Refusal?.Code);
        Assert.Equal(refused, File(current, Form with { Trainees = [Trainee("a"), Trainee("b"), Trainee("c")] }, today).Refusal?.Code);
        Assert.Equal(refused, File(current, Form with { Occupation = new Occupation("6-18-02-05", "焊工") }, today).Refusal?.Code);
        Assert.Equal(refused, File(current, Form with { ClassStartsOn = Day("2018-03-30") }, today).Refusal?.Code);
    }

    [Fact]
    public void After_it_began_names_and_lessons_may_still_be_corrected()
    {
        var corrected = Form with { Trainees = [Trainee("b"), Trainee("a") with { Name = "测试改名" }], ClassEndsOn = Day("2018-04-20") };
        Assert.Null(File(File(null, Form, "2018-03-05").Value, corrected, "2018-03-21").Refusal);
    }

    [Fact]
    public void A_plan_first_filed_after_the_class_began_is_recorded_as_late() =>
        Assert.False(File(null, Form, "2018-04-02").Value!.View("p", AtLeastSeven).Filing.InTime);

    [Theory]
    [InlineData("2018-03-05", "2018-03-19", true)]
    [InlineData("2018-03-05", "2018-03-20", false)]
    [InlineData("2018-03-20", "2018-03-19", false)]
    public void A_paper_is_entered_within_ten_working_days(string receivedOn, string today, bool taken)
    {
        var form = Form with { ClassStartsOn = Day("2018-04-03"), ReceivedOnPaper = new PaperReceived(Day(receivedOn), "r-1") };
        var answer = File(null, form, today, Handler);
        Assert.Equal(taken ? null : "/receivedOnPaper/on out-of-range", answer.Refusal?.Errors is [var fault] ? $"{fault.Pointer} {fault.Code}" : null);
        Assert.Equal(taken ? Day(receivedOn) : null, answer.Value?.FiledOn);
    }

    [Fact]
    public void A_portal_says_nothing_of_paper() =>
        Assert.Equal(ProblemCode.Forbidden, File(null, Form with { ReceivedOnPaper = new(Day("2018-03-05"), "r-1") }, "2018-03-06").Refusal!.Code);

    [Fact]
    public void A_paper_that_came_before_the_first_put_moves_the_filing_back()
    {
        var byPortal = File(null, Form, "2018-03-12").Value!;
        var byHandler = File(byPortal, Form with { ReceivedOnPaper = new(Day("2018-03-07"), "r-1") }, "2018-03-13", Handler).Value!;
        Assert.Equal((Day("2018-03-07"), Day("2018-03-07")), (byHandler.FiledOn, byHandler.Facts().FiledOn["w_a"]));
    }

    [Fact]
    public void A_paper_sent_again_after_its_days_is_no_fault_but_backdates_nobody()
    {
        var form = Form with { ClassStartsOn = Day("2018-04-20"), ClassEndsOn = Day("2018-05-20"), ReceivedOnPaper = new(Day("2018-03-05"), "r-1") };
        var first = File(null, form, "2018-03-06", Handler).Value!;
        var again = File(first, form with { Trainees = [.. form.Trainees, Trainee("c")] }, "2018-04-02", Handler).Value!;
        Assert.Equal((Day("2018-03-05"), Day("2018-04-02")), (again.Facts().FiledOn["w_a"], again.Facts().FiledOn["w_c"]));
        Assert.Equal(form.ReceivedOnPaper, again.ReceivedOnPaper);
    }

    [Fact]
    public void A_paper_received_before_the_class_began_may_still_name_people()
    {
        var current = File(null, Form, "2018-03-05").Value;
        var form = Form with { Trainees = [.. Form.Trainees, Trainee("c")], ReceivedOnPaper = new(Day("2018-03-19"), "r-1") };
        Assert.Equal(Day("2018-03-19"), File(current, form, "2018-03-22", Handler).Value!.Facts().FiledOn["w_c"]);
    }

    [Fact]
    public void One_person_named_twice_is_a_fault_at_every_place()
    {
        var answer = File(null, Form with { Trainees = [Trainee("a"), Trainee("b"), Trainee("a"), Trainee("a")] }, "2018-03-05");
        Assert.Equal(["/trainees/0/idNumber", "/trainees/2/idNumber", "/trainees/3/idNumber"], answer.Refusal!.Errors!.Select(f => f.Pointer));
        Assert.All(answer.Refusal.Errors!, fault => Assert.Equal("worker-listed-twice", fault.Code));
    }

    [Fact]
    public void Every_fault_of_shape_is_told_at_once()
    {
        var form = Form with
        {
            ClassEndsOn = Day("2018-03-19"),
            Timetable = [Form.Timetable[0] with { From = new TimeOnly(18, 0) }],
            Trainees = [Trainee("a"), new Trainee("测试", "?")],
        };
        Assert.Equal(
            ["/classEndsOn out-of-range", "/timetable/0/to out-of-range", "/trainees/1/idNumber invalid-id-number"],
            File(null, form, "2018-03-05").Refusal!.Errors!.Select(f => $"{f.Pointer} {f.Code}"));
        Assert.Equal(
            ["/timetable required", "/trainees required"],
            File(null, Form with { Timetable = [], Trainees = [] }, "2018-03-05").Refusal!.Errors!.Select(f => $"{f.Pointer} {f.Code}"));
    }

    [Theory]
    [InlineData("2018-12-20", "2020-01-02")]
    [InlineData("2018-12-20", "2017-12-29")]
    public void Days_outside_the_known_calendar_are_refused(string today, string startsOn)
    {
        var form = Form with { ClassStartsOn = Day(startsOn), ClassEndsOn = Day("2020-02-02") };
        Assert.Equal(ProblemCode.CalendarYearUnknown, File(null, form, today).Refusal!.Code);
    }

    [Fact]
    public void A_portal_files_for_its_own_organisation_only()
    {
        Assert.Equal(ProblemCode.NotYourOrganisation, File(null, Form with { Applicant = Other }, "2018-03-05").Refusal!.Code);
        var foreign = File(null, Form with { Applicant = Other }, "2018-03-05", Handler).Value!;
        Assert.Equal(ProblemCode.NotFound, File(foreign, Form, "2018-03-05").Refusal!.Code);
        Assert.NotNull(File(null, Form, "2018-03-05", Portal("*")).Value);
    }

    [Theory]
    [InlineData(Roles.Approver)]
    [InlineData(Roles.Leader)]
    [InlineData(Roles.Finance)]
    [InlineData(Roles.Auditor)]
    [InlineData(Roles.Admin)]
    public void Other_staff_files_nothing(Roles roles) =>
        Assert.Equal(ProblemCode.Forbidden, File(null, Form, "2018-03-05", Staff(roles)).Refusal!.Code);

    [Fact]
    public void Who_stands_on_the_list_is_named_by_reference_and_keeps_number_and_day()
    {
        var filed = File(null, Form, "2018-03-05").Value!;
        var known = TrainingPlanRules.Known(filed, Form with { Trainees = [new Trainee("", "") { WorkerRef = "w_b" }, Trainee("c")] });
        Assert.Equal([("测试b", filed.Trainees[1].IdNumber, null), ("测试c", known.Trainees[1].IdNumber, null)], known.Trainees.Select(t => (t.Name, t.IdNumber, t.WorkerRef)));
        var next = TrainingPlanRules.Put(filed, known, ["w_b", "w_c"], Own, ifMatch: null, Day("2018-03-15"), AtLeastSeven).Value!;
        Assert.Equal([("w_b", Day("2018-03-05")), ("w_c", Day("2018-03-15"))], next.Trainees.Select(t => (t.WorkerRef, next.Facts().FiledOn[t.WorkerRef])));
    }

    [Fact]
    public void A_reference_that_is_not_on_the_list_is_a_fault()
    {
        var form = Form with { Trainees = [Trainee("a"), new Trainee("", "") { WorkerRef = "w_z" }] };
        foreach (var current in new[] { null, File(null, Form, "2018-03-05").Value })
        {
            var answer = TrainingPlanRules.Put(current, TrainingPlanRules.Known(current, form), ["w_a", null], Own, ifMatch: null, Day("2018-03-06"), AtLeastSeven);
            Assert.Equal(["/trainees/1/workerRef unknown-value"], answer.Refusal!.Errors!.Select(f => $"{f.Pointer} {f.Code}"));
        }
    }

    [Fact]
    public void Answers_show_people_masked()
    {
        var trainee = File(null, Form, "2018-03-05").Value!.View("p", AtLeastSeven).Trainees[0];
        Assert.Equal(("w_a", "3301**********1234"), (trainee.WorkerRef, trainee.MaskedId));
    }

    private static void IsFiledAnew(TrainingPlanForm form)
    {
        var next = File(File(null, Form, "2018-03-05").Value, form, "2018-03-07", Handler).Value!;
        Assert.Equal(Day("2018-03-07"), next.FiledOn);
        Assert.All(next.Facts().FiledOn.Values, day => Assert.Equal(Day("2018-03-07"), day));
    }

    private static Trainee Trainee(string who) => new($"测试{who}", who + "30105196001011234"[1..]);

    private static Answer<TrainingPlanRecord> File(TrainingPlanRecord? current, TrainingPlanForm form, string today, Actor? actor = null)
    {
        var people = form.Trainees.Select(t => t.IdNumber == "?" ? null : "w_" + t.IdNumber[..1]).ToArray();
        var real = form with { Trainees = [.. form.Trainees.Select(t => t with { IdNumber = t.IdNumber == "?" ? "?" : "330105196001011234" })] };
        return TrainingPlanRules.Put(current, real, people, actor ?? Own, ifMatch: null, Day(today), AtLeastSeven);
    }
}
