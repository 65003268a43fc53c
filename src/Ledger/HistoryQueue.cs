using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>Loads together the claim histories that concurrent submissions ask for, each for the subjects of its roster that are cold.</summary>
public sealed class HistoryQueue(ILedger ledger) : SharedReading<SubjectId[], SubjectHistory[]>(mostAtOnce: 2_000)
{
    protected override int Weight(SubjectId[] question) => question.Length;

    protected override async Task<SubjectHistory[][]> ReadAsync(IReadOnlyList<SubjectId[]> questions)
    {
        var all = await ledger.LoadHistoriesAsync([.. questions.SelectMany(question => question)], CancellationToken.None);
        var answers = new SubjectHistory[questions.Count][];
        var next = 0;
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = all[next..(next + questions[i].Length)];
            next += questions[i].Length;
        }
        return answers;
    }
}
