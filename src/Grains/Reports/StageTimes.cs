using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Reports;

/// <summary>How long cases stood at each stage, and what still waits.</summary>
internal sealed class StageTimes(DateOnly today)
{
    private static readonly Stage[] All = Enum.GetValues<Stage>();

    private readonly Dictionary<Stage, List<int>> _days = All.ToDictionary(stage => stage, _ => new List<int>());
    private readonly Dictionary<CaseStatus, (int Waiting, int Overdue)> _waiting = [];

    public int Undecided => _waiting.Values.Sum(count => count.Waiting);

    public int Overdue => _waiting.Values.Sum(count => count.Overdue);

    public StageFigures[] Figures => Array.ConvertAll(All, stage =>
    {
        int[] days = [.. _days[stage].Order()];
        var (waiting, overdue) = _waiting.GetValueOrDefault(CaseTransitions.Before(stage));
        return new StageFigures(stage, days.Length, Median(days), days.Length == 0 ? null : days[^1], waiting, overdue);
    });

    /// <param name="events">Of the case, oldest first: when each round began.</param>
    public void Add(CaseState state, IEnumerable<StoredEvent> events)
    {
        DateTimeOffset[] rounds = [.. events.Where(stored => stored.Type is CaseEvents.Submitted or CaseEvents.Resubmitted).Select(stored => stored.At)];
        foreach (var round in state.StandingDecisions.GroupBy(decision => decision.Round))
        {
            var arrived = rounds[round.Key - 1];
            foreach (var decision in round)
            {
                _days[decision.Stage].Add(PolicyTime.DayOf(decision.At).DayNumber - PolicyTime.DayOf(arrived).DayNumber);
                arrived = decision.At;
            }
        }
        if (!CaseTransitions.IsUndecided(state.Status)) return;
        var (waiting, overdue) = _waiting.GetValueOrDefault(state.Status);
        _waiting[state.Status] = (waiting + 1, overdue + (state.DueOn < today ? 1 : 0));
    }

    private static decimal? Median(int[] ascending) => ascending.Length switch
    {
        0 => null,
        var count when count % 2 == 1 => ascending[count / 2],
        var count => (ascending[(count / 2) - 1] + ascending[count / 2]) / 2m,
    };
}
