using Gongshu.Grains.Applications;
using Gongshu.Grains.Attachments;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>Asks the registries for what the rules need and turns a form into facts: names and numbers become pseudonyms here.</summary>
public sealed class FactGathering(IGrainFactory grains, RegistryFacts registries, Pseudonymiser pseudonyms, PolicyBook policies, WorkingDays workingDays, ILedger ledger, PersonReferences references, AttachmentNaming naming)
{
    private const string DistrictKey = "masterStudio:district";

    /// <param name="corrected">The case that the form corrects: its window, its policy and the day that it was judged by hold on. Null: a new application.</param>
    internal async Task<PreparedApplication> Prepare(ApplicationForm form, Actor actor, DateTimeOffset receivedAt, CaseState? corrected = null)
    {
        var judgedAt = corrected is not null ? PolicyTime.Noon(corrected.Submitted.Day)
            : form.ReceivedOnPaper is { } paper ? PolicyTime.Noon(paper.On) : receivedAt;
        var intake = registries.IntakeAt(judgedAt);
        var enterprise = registries.Profile(form.Applicant);
        var plan = form.TrainingPlan is null ? null : grains.Known<ITrainingPlanGrain>(GrainKeys.TrainingPlan(form.TrainingPlan)).Facts();
        var competition = form.Competition is null ? null : grains.Known<ICompetitionGrain>(GrainKeys.Competition(form.Competition)).Get();
        var studio = form.MasterStudio is null ? null : grains.Known<IMasterStudioGrain>(GrainKeys.MasterStudio(form.MasterStudio)).Get();
        var calendar = await workingDays.Current();
        var at = await intake;
        var applicant = await enterprise;
        var window = corrected?.Submitted.Window ?? at.Open?.Window;
        var judgedIn = window ?? at.Next?.Window ?? WindowId.OfDay(PolicyTime.DayOf(judgedAt));
        var policy = corrected is null ? policies.For(judgedIn) : policies.Get(corrected.Submitted.Policy);
        var persons = await references.Current();
        var people = Array.ConvertAll(form.Lines, line => PersonOf(line, persons));
        var facts = new ApplicationFacts
        {
            Programme = form.Programme,
            Day = PolicyTime.DayOf(judgedAt),
            Window = judgedIn,
            ApplicantUscc = Uscc.Parse(form.Applicant),
            Applicant = applicant is null ? null : new(Uscc.Parse(applicant.Uscc), applicant.Kinds.ToHashSet(), applicant.InDistrict),
            Plan = plan is null ? null : PlanOf(form.TrainingPlan!, await plan, persons),
            Competition = competition is null ? null : CompetitionOf(await competition),
            Studio = studio is null ? null : await StudioOf(await studio, policy),
            Lines = form.Programme == Programme.MasterStudio ? [new LineFacts { Line = 1 }] : LinesOf(form, people),
            Documents = form.Documents.Select(d => d.Kind).ToHashSet(),
        };
        return new()
        {
            Form = form,
            Actor = actor,
            ReceivedAt = receivedAt,
            Window = window,
            NextWindow = at.Next,
            Policy = policy,
            Calendar = calendar,
            Applicant = applicant,
            Facts = facts,
            People = people,
            // Explanations judge anew, with the facts named.
            Evaluation = Evaluator.Evaluate(facts, policy, calendar, factsUsed: false),
            Attachments = await naming.AllowedAsync(form, actor, PolicyTime.DayOf(receivedAt), corrected?.Number),
        };
    }

    /// <summary>What the registers said of a stored case then; of one that was stored before that was kept, what they say today.</summary>
    internal async Task<(StoredRegisters Registers, RegistersAsOf AsOf)> RegistersOf(CaseState state, Actor actor) => state.Registers is { } kept
        ? (kept, RegistersAsOf.Submission)
        : (StoredRegisters.Of((await Prepare(state.Form, actor, state.Submitted.ReceivedAt, state)).Facts), RegistersAsOf.Today);

    /// <summary>The key that a studio's recognition by the district takes.</summary>
    internal static ClaimKey DistrictKeyOf(string studio) => new(SubjectId.MasterStudio(studio), DistrictKey);

    private PersonOnRoster PersonOf(RosterLine line, References persons)
    {
        var id = ResidentIds.Read(line.Worker.IdNumber);
        return new(persons.Of(pseudonyms.Worker(id)), id.Masked, pseudonyms.NameToken(line.Worker.Name));
    }

    private LineFacts[] LinesOf(ApplicationForm form, PersonOnRoster[] people) =>
        [.. form.Lines.Select((line, i) => RosterFacts.Of(line, people[i].WorkerRef, line.Certificate is { } given ? PseudonymOf(given) : null))];

    private string PseudonymOf(Certificate given) => CertificateNumber.TryParse(given.Number, out var number)
        ? pseudonyms.Certificate(number) : throw new InvalidOperationException("A certificate number that was not checked.");

    private static PlanFacts? PlanOf(string id, TrainingPlanFacts? plan, References persons) => plan is null
        ? null
        : new(id, Uscc.Parse(plan.Applicant), OccupationCode.Parse(plan.OccupationCode), plan.Level, plan.ClassStartsOn,
            plan.FiledOn.GroupBy(filed => persons.Of(filed.Key)).ToDictionary(filed => filed.Key, filed => filed.Min(one => one.Value)));

    private static CompetitionFacts? CompetitionOf(CompetitionView? view) =>
        view is null ? null : new(view.Id, view.Year, view.Class, Uscc.Parse(view.Organiser));

    /// <summary>Whether the district's recognition was claimed matters to one reading only; under the other nothing is loaded for it.</summary>
    private async Task<StudioFacts?> StudioOf(MasterStudioView? view, SubsidyPolicy policy)
    {
        if (view is null) return null;
        var facts = new StudioFacts(view.Id, Uscc.Parse(view.Host), view.Level, view.RecognisedOn);
        if (policy.Readings.StudioUpgrade != StudioUpgrade.Difference) return facts;
        var histories = await ledger.LoadHistoriesAsync([SubjectId.MasterStudio(view.Id)], CancellationToken.None);
        return facts with { DistrictClaimed = Array.Exists(histories[0].Entries, entry => entry.Live && entry.Key.Key == DistrictKey) };
    }
}

/// <summary>ID numbers that the edge has checked already.</summary>
internal static class ResidentIds
{
    /// <exception cref="InvalidOperationException">Not a checked number: a fault of this program.</exception>
    public static ResidentId Read(string checkedNumber) =>
        ResidentId.TryParse(checkedNumber, DateOnly.MaxValue, out var id) ? id : throw new InvalidOperationException("An ID number that was not checked.");
}
