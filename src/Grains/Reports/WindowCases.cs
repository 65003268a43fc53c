using Gongshu.Grains.Applications;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Reports;

/// <summary>The cases of windows by number, so many at a time: one read for their numbers and one for their events.</summary>
internal static class WindowCases
{
    // So many cases at most, and no more than so many lines unless one case has them.
    private const int CasesTogether = 150, LinesTogether = 5000;

    /// <summary>Each case with its events, oldest first.</summary>
    /// <exception cref="InvalidOperationException">The chain of a case is broken.</exception>
    public static async IAsyncEnumerable<(CaseState State, StoredEvent[] Events)[]> ReadAsync(ILedger ledger, WindowId first, WindowId last)
    {
        CaseNumber? after = null;
        while (await ledger.CaseNumbersAsync(first, last, after, CasesTogether, CancellationToken.None) is { Length: > 0 } found)
        {
            var lines = 0;
            CaseNumber[] together = [.. found.TakeWhile((one, i) => (lines += one.Lines) <= LinesTogether || i == 0).Select(one => one.Case)];
            var streams = await ledger.LoadStreamsAsync(Array.ConvertAll(together, number => number.ToString()), CancellationToken.None);
            var states = new List<(CaseState, StoredEvent[])>(together.Length);
            foreach (var number in together)
            {
                var events = streams[number.ToString()];
                if (CaseState.Fold(null, events) is { } state) states.Add((state, events));
            }

            yield return [.. states];
            after = together[^1];
        }
    }
}
