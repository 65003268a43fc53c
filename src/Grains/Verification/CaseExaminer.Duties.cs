using System.Globalization;
using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Verification;

/// <summary>I7: who decided, by the events and by the rows that keep people apart.</summary>
internal sealed partial class CaseExaminer
{
    private static readonly Stage[] InOrder = [Stage.Handler, Stage.Approver, Stage.Leader];

    private void CompareDuties(CaseFile file, CaseState state)
    {
        var number = state.Number.ToString();
        findings.Checked(Invariant.ThreePeople, file.Decisions.Length + file.Duties.Count);
        var decided = state.StandingDecisions.ToDictionary(decision => (decision.Round, (Stage?)decision.Stage), decision => decision.By.Id);
        var rows = file.Decisions.ToDictionary(decision => (decision.Round, decision.Stage), decision => decision.Person);
        foreach (var place in decided.Keys.Union(rows.Keys))
        {
            var (byEvent, byRow) = (decided.GetValueOrDefault(place), rows.GetValueOrDefault(place));
            if (byEvent != byRow)
                findings.Add(Invariant.ThreePeople, number, string.Create(CultureInfo.InvariantCulture,
                    $"the decision of round {place.Round}, {Places.Print(place.Item2)}, is by {Places.Print(byRow)} in its row, by {Places.Print(byEvent)} in the events"));
        }
        var duties = DutiesOf(state);
        foreach (var person in duties.Keys.Union(file.Duties.Keys))
        {
            var (byEvent, byRow) = (duties.GetValueOrDefault(person), file.Duties.TryGetValue(person, out var duty) ? duty : (Duty?)null);
            if (byEvent != byRow) findings.Add(Invariant.ThreePeople, number, $"{person} is {Part(byRow)} by the row of duties, {Part(byEvent)} by the events");
        }
    }

    private static Dictionary<string, Duty?> DutiesOf(CaseState state)
    {
        var duties = new Dictionary<string, Duty?>(StringComparer.Ordinal);
        foreach (var person in state.EnteredBy) duties[person] = new Duty(Stage: null, OnAppeal: false);
        foreach (var decision in state.Decisions) duties[decision.By.Id] = new Duty(decision.Stage, OnAppeal: false);
        foreach (var appeal in state.Appeals)
            if (appeal.DecidedBy is { } leader) duties[leader.Id] = new Duty(Stage: null, OnAppeal: true);
        return duties;
    }

    private static string Part(Duty? duty) => duty switch
    {
        null => "nobody",
        { OnAppeal: true } => "who decided an appeal",
        { Stage: { } stage } => Places.Print(stage),
        _ => "the counter",
    };

    /// <summary>Officers of paper years decided what was imported; its event says so, and who imported it.</summary>
    private void ExamineStages(CaseState state)
    {
        if (state.Imported is not null) return;
        foreach (var claim in state.Claims)
        {
            if (claim.Status is not (ClaimStatus.Approved or ClaimStatus.Paid or ClaimStatus.ClawedBack)) continue;
            findings.Checked(Invariant.ThreePeople);
            var fault = claim.Appeal is { } appeal ? OnAppeal(state, appeal) : InThreeStages(state);
            if (fault is not null) findings.Add(Invariant.ThreePeople, Places.Claim(state.Number, claim.Line, claim.Benefit), fault);
        }
    }

    private static string? InThreeStages(CaseState state)
    {
        DecisionView[] passes = [.. state.StandingDecisions.Where(decision => decision.Round == state.Round && decision.Outcome == DecisionOutcome.Pass)];
        string[] people = [.. passes.Select(decision => decision.By.Id)];
        return !passes.Select(decision => decision.Stage).SequenceEqual(InOrder) ? "it did not pass handler, approver and leader in this order"
            : people.Distinct(StringComparer.Ordinal).Count() != people.Length ? "one person took two of its stages"
            : people.Intersect(state.EnteredBy, StringComparer.Ordinal).Any() ? "who entered it at the counter took a stage"
            : null;
    }

    private static string? OnAppeal(CaseState state, int number)
    {
        if (Array.Find(state.Appeals, appeal => appeal.Number == number) is not { Outcome: AppealOutcome.Overturn, DecidedBy: { } leader } appeal) return "no appeal overturned its rejection";
        return state.Decisions.Any(decision => decision.By.Id == leader.Id) || state.EnteredBy.Contains(leader.Id) || appeal.By.Id == leader.Id
            ? "who decided its appeal had taken part before" : null;
    }
}
