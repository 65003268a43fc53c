namespace Gongshu.StaffConsole.Contract;

/// <summary><c>GET /training-plans/{id}</c>.</summary>
public sealed record TrainingPlan(
    string Id, string Applicant, string Title, Occupation Occupation, string Level, DateOnly ClassStartsOn, DateOnly ClassEndsOn, Lesson[] Timetable, Trainee[] Trainees,
    Filing Filing, int Version, PaperReceived? ReceivedOnPaper) : IRegistered
{
    public static string Path(string id) => $"/training-plans/{Uri.EscapeDataString(id)}";
}

/// <param name="From">HH:mm.</param>
public sealed record Lesson(string On, string From, string To, string Subject);

public sealed record Trainee(string WorkerRef, string Name, string MaskedId, DateOnly FiledOn, bool InTime);

/// <param name="WorkingDaysBefore">Strictly between filing and the first day of the class.</param>
public sealed record Filing(DateOnly FiledOn, int WorkingDaysBefore, bool InTime);

/// <summary>The body of <c>PUT /training-plans/{id}</c>.</summary>
public sealed record TrainingPlanPut(
    string? Applicant, string? Title, Occupation Occupation, string? Level, string? ClassStartsOn, string? ClassEndsOn, Lesson[] Timetable, TraineePut[] Trainees,
    PaperPut? ReceivedOnPaper);

/// <summary>By name and number; who stands on the list already, by reference alone.</summary>
public sealed record TraineePut(string? Name, string? IdNumber, string? WorkerRef);

public sealed record PaperPut(string? On, string? Register);
