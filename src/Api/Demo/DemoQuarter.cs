using System.Diagnostics;

namespace Gongshu.Api.Demo;

/// <summary>
/// A live first quarter of 2018: registries, training plans filed in time, and cases at every stage, through the REST contract like any portal's. Each
/// step bears its own <c>Idempotency-Key</c> or puts only what is not there, so a second start repeats them and changes nothing, and an interrupted one is completed.
/// </summary>
internal sealed class DemoQuarter : IDemoData
{
    /// <summary>After the classes, with days of the window left to try things in.</summary>
    private static readonly DateTimeOffset CasesFrom = new(2018, 3, 20, 9, 0, 0, TimeSpan.FromHours(8));

    public async Task FillAsync(Uri address, CancellationToken cancellation)
    {
        using var front = new DemoFront(address);
        var began = Stopwatch.GetTimestamp();
        await SayAsync("Filling in the sample data ...");
        await RegisterAsync(front, cancellation);
        await SayAsync($"  {DemoRegistries.Organisations.Length} organisations, {DemoRegistries.Studios.Length} studios, {DemoRegistries.Competitions.Length} competitions, {DemoRegistries.Classes.Length} training plans");
        await front.MoveClockAsync(CasesFrom, cancellation);
        var fresh = 0;
        foreach (var sample in DemoCases.All)
            if (await PlayAsync(front, sample, cancellation)) fresh++;
        await SayAsync($"  {DemoCases.All.Length} cases with {DemoCases.All.Sum(sample => sample.Lines)} roster lines ({fresh} of them new)");
        foreach (var sample in DemoCases.Refused)
        {
            var answer = await SubmitAsync(front, sample, cancellation);
            await SayAsync($"  refused as it should be: {answer.Status} {answer.Text("code")} ({sample.Key})");
        }

        await SayAsync(await DemoSummary.TextAsync(front, address, Stopwatch.GetElapsedTime(began), cancellation));
    }

    private static async Task RegisterAsync(DemoFront front, CancellationToken cancellation)
    {
        foreach (var organisation in DemoRegistries.Organisations)
            await front.PutNewAsync(DemoCaller.Handler, $"/api/v1/enterprises/{organisation.Uscc}", organisation.Form, cancellation);
        foreach (var (id, form) in DemoRegistries.Studios)
            await front.PutNewAsync(DemoCaller.Handler, $"/api/v1/master-studios/{id}", form, cancellation);
        foreach (var (id, form) in DemoRegistries.Competitions)
            await front.PutNewAsync(DemoCaller.Handler, $"/api/v1/competitions/{id}", form, cancellation);
        foreach (var plan in DemoRegistries.Classes)
            await front.PutNewAsync(DemoCaller.Portal(plan.Applicant.Uscc), $"/api/v1/training-plans/{plan.Id}", plan.Form, cancellation);
    }

    /// <returns>Whether this start submitted it.</returns>
    private static async Task<bool> PlayAsync(DemoFront front, DemoCase sample, CancellationToken cancellation)
    {
        var portal = DemoCaller.Portal(sample.Applicant.Uscc);
        var submitted = await front.PostAsync(portal, "/api/v1/applications", sample.Form, sample.Key, null, cancellation);
        var path = $"/api/v1/applications/{submitted.Text("caseNumber")}";
        if (sample.Fate == DemoFate.Withdrawn)
        {
            await front.PostAsync(portal, $"{path}/withdrawal", new { reason = "示例：单位撤回申请" }, sample.Key, null, cancellation);
            return !submitted.Replayed;
        }

        var version = 1;
        foreach (var (officer, decision) in DecisionsOf(sample))
            await front.PostAsync(officer, $"{path}/decisions", decision, $"{sample.Key}-{version}", version++, cancellation);
        return !submitted.Replayed;
    }

    private static IEnumerable<(DemoCaller Officer, object Decision)> DecisionsOf(DemoCase sample)
    {
        var toLeader = sample.Fate is DemoFate.Endorsed or DemoFate.Approved;
        if (toLeader || sample.Fate == DemoFate.Recommended)
        {
            object[] rejected = sample.RejectedLine == 0
                ? []
                : [new { line = sample.RejectedLine, outcome = "reject", reason = "post-does-not-fit", comment = "示例：岗位与工种不符" }];
            yield return (DemoCaller.Handler, new { stage = "handler", outcome = "pass", comment = "示例：材料齐全", papersSeen = sample.Papers, lines = rejected });
        }

        if (toLeader) yield return (DemoCaller.Approver, new { stage = "approver", outcome = "pass" });
        if (sample.Fate == DemoFate.Approved) yield return (DemoCaller.Leader, new { stage = "leader", outcome = "pass", papersSeen = new[] { "applicationForm" } });
        if (sample.Fate == DemoFate.Returned) yield return (DemoCaller.Handler, new { stage = "handler", outcome = "return", comment = "示例：请补交社保证明" });
        if (sample.Fate == DemoFate.Rejected) yield return (DemoCaller.Handler, new { stage = "handler", outcome = "reject", comment = "示例：不符合条件" });
    }

    private static Task<DemoAnswer> SubmitAsync(DemoFront front, DemoCase sample, CancellationToken cancellation) =>
        front.TryPostAsync(DemoCaller.Portal(sample.Applicant.Uscc), "/api/v1/applications", sample.Form, sample.Key, null, cancellation);

    private static Task SayAsync(string text) => Console.Out.WriteLineAsync(text);
}
