using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Registries;

/// <summary>A training plan and its filings. Key <c>pln-{id}</c>.</summary>
public sealed class TrainingPlanGrain : Grain, ITrainingPlanGrain
{
    private const string Prefix = "pln-";
    private readonly Pseudonymiser _pseudonymiser;
    private readonly IPolicyClock _clock;
    private readonly PolicyBook _policies;
    private readonly Register<TrainingPlanRecord> _register;

    public TrainingPlanGrain(
        [PersistentState("plan", RegistryStorageName.Value)] IPersistentState<Registered<TrainingPlanRecord>> storage,
        ILedger ledger, Pseudonymiser pseudonymiser, IPolicyClock clock, PolicyBook policies)
    {
        _pseudonymiser = pseudonymiser;
        _clock = clock;
        _policies = policies;
        _register = new Register<TrainingPlanRecord>(storage, ledger, record => record.Entry(Id), DeactivateOnIdle) { PeopleOf = record => record.People() };
    }

    private string Id => this.GetPrimaryKeyString()[Prefix.Length..];

    /// <inheritdoc/>
    public async Task<TrainingPlanView?> Get(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return await _register.CurrentAsync() is { } plan && actor.MaySee(plan.Applicant) ? plan.View(Id, await Rule(plan.FiledOn)) : null;
    }

    /// <inheritdoc/>
    public async Task<TrainingPlanFacts?> Facts() => (await _register.CurrentAsync())?.Facts();

    /// <inheritdoc/>
    public async Task<Trainee?> Trainee(string workerRef) =>
        (await _register.CurrentAsync())?.Trainees.FirstOrDefault(trainee => trainee.WorkerRef == workerRef) is { } filed ? new Trainee(filed.Name, filed.IdNumber) : null;

    /// <inheritdoc/>
    public async Task<Answer<TrainingPlanView>> Put(TrainingPlanForm form, Actor actor, int? ifMatch)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(actor);
        var current = await _register.CurrentAsync();
        var now = _clock.Now;
        var today = PolicyTime.DayOf(now);
        var rule = await Rule(form.ReceivedOnPaper?.On ?? today);
        var named = actor.Has(Roles.Handler) || current is null || actor.Owns(current.Applicant) ? TrainingPlanRules.Known(current, form) : form;
        var answer = TrainingPlanRules.Put(current, named, WorkerRefs(named, today), actor, ifMatch, today, rule);
        if (answer.Refusal is { } refusal) return refusal;
        var next = answer.Value!;
        var change = new Change(current is null ? null : Told(current), Told(next));
        await _register.ChangeAsync(next, new AuditNote("plan.filed", actor.Id, now, Id, RegistryJson.Write(change)));
        return Granted.Of(next.View(Id, next.FiledOn < today ? await Rule(next.FiledOn) : rule), answer.Created);
    }

    /// <summary>A filing is judged by the policy of the quarter in which it was filed.</summary>
    private async Task<FilingRule> Rule(DateOnly filedOn) =>
        new(_policies.For(WindowId.OfDay(filedOn)), CalendarRules.Of(await GrainFactory.GetGrain<ICalendarGrain>(GrainKeys.WorkingDays).All()));

    private string?[] WorkerRefs(TrainingPlanForm form, DateOnly today) => Array.ConvertAll(
        form.Trainees,
        trainee => ResidentId.TryParse(trainee.IdNumber, today, out var id) ? _pseudonymiser.Worker(id) : null);

    /// <summary>What the audit log keeps of a plan: who was named by reference only.</summary>
    private static Filed Told(TrainingPlanRecord plan) =>
        new(plan.Version, plan.Applicant, plan.Title, plan.Occupation.Code, plan.Level, plan.ClassStartsOn, plan.ClassEndsOn, plan.FiledOn, plan.ReceivedOnPaper, plan.Facts().FiledOn);

    private sealed record Filed(
        int Version, string Applicant, string Title, string Occupation, SkillLevel Level, DateOnly ClassStartsOn, DateOnly ClassEndsOn, DateOnly FiledOn,
        PaperReceived? ReceivedOnPaper, Dictionary<string, DateOnly> Trainees);

    private sealed record Change(Filed? Before, Filed After);
}
