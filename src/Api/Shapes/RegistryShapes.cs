using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Shapes;

/// <summary><c>PUT /enterprises/{uscc}</c>: what is absent stays as it was.</summary>
internal static class EnterpriseShape
{
    public static EnterpriseForm Read(ShapeObject body, DateOnly today)
    {
        body.Knows("name", "kinds", "inDistrict", "legalRepresentative", "contact", "bank");
        return new EnterpriseForm
        {
            Name = body.Text("name", ShapeLimits.OrganisationName),
            Kinds = body.List("kinds", 0, 10, required: false)?.Choices<EnterpriseKind>().Distinct().Order().ToArray(),
            InDistrict = body.FlagOrNull("inDistrict"),
            LegalRepresentative = body.ObjectOrNull("legalRepresentative") is { } person ? NamedPersonShape.Read(person) : null,
            Contact = body.ObjectOrNull("contact") is { } contact ? ContactShape.Read(contact) : null,
            Bank = body.ObjectOrNull("bank") is { } bank ? BankShape.Read(bank) : null,
        };
    }
}

/// <summary><c>PUT /training-plans/{id}</c>.</summary>
internal static class TrainingPlanShape
{
    public static TrainingPlanForm Read(ShapeObject body, DateOnly today)
    {
        body.Knows("applicant", "title", "occupation", "level", "classStartsOn", "classEndsOn", "timetable", "trainees", "receivedOnPaper");
        var starts = body.DayOrNull("classStartsOn", required: true);
        var ends = body.DayOrNull("classEndsOn", required: true);
        body.InOrder(starts, ends, "classEndsOn");
        var workers = new Repeats<string>(FaultCode.WorkerListedTwice);
        var form = new TrainingPlanForm
        {
            Applicant = body.UsccCode("applicant"),
            Title = body.Text("title", ShapeLimits.Title),
            Occupation = body.Object("occupation") is { } occupation ? OccupationShape.Read(occupation) : new Occupation("", ""),
            Level = body.Choice<SkillLevel>("level"),
            ClassStartsOn = starts ?? default,
            ClassEndsOn = ends ?? default,
            Timetable = body.List("timetable", 1, ShapeLimits.Lessons)?.Objects(LessonOf) ?? [],
            Trainees = body.List("trainees", 1, ShapeLimits.RosterLines)?.Objects(trainee => TraineeOf(trainee, today, workers)) ?? [],
            ReceivedOnPaper = PaperReceivedShape.ReadOrNull(body),
        };
        workers.Note(body.Faults);
        return form;
    }

    private static Lesson LessonOf(ShapeObject lesson)
    {
        lesson.Knows("on", "from", "to", "subject");
        var from = lesson.TimeOfDay("from");
        var to = lesson.TimeOfDay("to");
        if (to != default) lesson.InOrder<TimeOnly>(from, to, "to");
        return new Lesson(lesson.Day("on"), from, to, lesson.Text("subject", ShapeLimits.Title));
    }

    // Who stands on the list already may be named by reference, since answers mask the number.
    private static Trainee TraineeOf(ShapeObject trainee, DateOnly today, Repeats<string> workers)
    {
        trainee.Knows("name", "idNumber", "workerRef");
        if (trainee.TextOrNull("workerRef", ShapeLimits.Identifier) is { } workerRef)
        {
            foreach (var member in (ReadOnlySpan<string>)["name", "idNumber"])
                if (trainee.Has(member)) trainee.Fault(member, FaultCode.OutOfRange);
            return new Trainee("", "") { WorkerRef = workerRef };
        }

        var idNumber = trainee.IdNumber("idNumber", today);
        if (idNumber.Length > 0) workers.See(idNumber, trainee.At, "idNumber");
        return new Trainee(trainee.Text("name", ShapeLimits.PersonName), idNumber);
    }
}

/// <summary><c>PUT /master-studios/{id}</c>.</summary>
internal static class MasterStudioShape
{
    public static MasterStudioForm Read(ShapeObject body, DateOnly today)
    {
        body.Knows("name", "leader", "host", "level", "recognisedOn", "document");
        return new MasterStudioForm(
            body.Text("name", ShapeLimits.OrganisationName),
            body.Object("leader") is { } leader ? NamedPersonShape.Read(leader) : new NamedPerson(""),
            body.UsccCode("host"), body.Choice<StudioLevel>("level"), body.Day("recognisedOn"),
            body.Object("document") is { } document ? OfficialDocumentShape.Read(document) : new OfficialDocument("", ""));
    }
}

/// <summary><c>PUT /competitions/{id}</c>.</summary>
internal static class CompetitionShape
{
    public static CompetitionForm Read(ShapeObject body, DateOnly today)
    {
        body.Knows("name", "year", "class", "organiser", "document");
        return new CompetitionForm(
            body.Text("name", ShapeLimits.OrganisationName), body.Whole("year", 1900, 2999), body.Choice<CompetitionClass>("class"),
            body.UsccCode("organiser"),
            body.Object("document") is { } document ? OfficialDocumentShape.Read(document) : new OfficialDocument("", ""));
    }
}

/// <summary><c>PUT /calendar/{year}</c>: each exception lies in the year, on its side of the weekend, and stands once.</summary>
internal static class CalendarShape
{
    public static CalendarForm Read(ShapeObject body, int year)
    {
        body.Knows("weekdaysOff", "weekendDaysWorked", "source");
        return new CalendarForm(
            Days(body, "weekdaysOff", year, weekend: false), Days(body, "weekendDaysWorked", year, weekend: true),
            body.Text("source", ShapeLimits.Title));
    }

    private static DateOnly[] Days(ShapeObject body, string name, int year, bool weekend)
    {
        var days = body.List(name, 0, 366)?.Days() ?? [];
        for (var i = 0; i < days.Length; i++)
        {
            var isWeekend = days[i].DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            if (days[i].Year != year || isWeekend != weekend || days.AsSpan(0, i).Contains(days[i]))
                body.Faults.Add(body.At[name][i], FaultCode.OutOfRange);
        }

        return days;
    }
}

/// <summary><c>POST /enterprises/{uscc}/bank/confirmation</c>.</summary>
internal static class BankConfirmationShape
{
    public static BankConfirmation Read(ShapeObject body, DateOnly today)
    {
        body.Knows("outcome", "comment");
        var outcome = body.Choice<BankOutcome>("outcome");

        // Whose account is refused is told why.
        return new BankConfirmation(outcome, outcome == BankOutcome.Refuse ? body.Text("comment", ShapeLimits.Comment) : body.TextOrNull("comment", ShapeLimits.Comment));
    }
}

internal enum BankOutcome { Confirm = 1, Refuse = 2 }

internal sealed record BankConfirmation(BankOutcome Outcome, string? Comment);
