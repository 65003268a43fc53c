using System.Threading.Channels;
using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <param name="Operation">Whether it was committed before: then it is no refusal but a repeated request.</param>
/// <param name="Certificates">Whose they are.</param>
/// <param name="Cases">Those that stand in the way.</param>
public sealed record RefusalQuestion(OperationId Operation, string[] Certificates, CaseNumber[] Cases);

/// <param name="Operation">Its record, an abandoned one too; null: never heard of.</param>
/// <param name="Owners">Certificate → worker reference, of those with live claims.</param>
/// <param name="Cases">Those asked for that exist, as they stand now.</param>
public sealed record RefusalFacts(OperationRecord? Operation, IReadOnlyDictionary<string, string> Owners, IReadOnlyDictionary<CaseNumber, CaseRow> Cases);

/// <summary>
/// Gathers what concurrent refusals have to look up into one round trip, as <see cref="CommitQueue"/> gathers commits. Nothing is remembered from one
/// reading to the next, so an answer is as old as its own reading.
/// </summary>
public sealed class RefusalQueue : IAsyncDisposable
{
    private const int Loops = 2, MostAtOnce = 256;

    private readonly ILedger _ledger;
    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(4096);
    private readonly Task[] _loops;

    public RefusalQueue(ILedger ledger)
    {
        _ledger = ledger;
        _loops = [.. Enumerable.Range(0, Loops).Select(_ => Task.Run(AnswerAllAsync))];
    }

    /// <param name="cancellation">Ends the waiting for a place only.</param>
    /// <exception cref="LedgerUnavailableException">It could not be learnt.</exception>
    public async Task<RefusalFacts> AskAsync(RefusalQuestion question, CancellationToken cancellation)
    {
        var waiting = new Waiting(question, new TaskCompletionSource<RefusalFacts>(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await _waiting.Writer.WriteAsync(waiting, cancellation);
        }
        catch (ChannelClosedException closed)
        {
            throw new LedgerUnavailableException("The ledger is stopping.", closed);
        }
        return await waiting.Answer.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_loops);
    }

    private async Task AnswerAllAsync()
    {
        var group = new List<Waiting>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < MostAtOnce && _waiting.Reader.TryRead(out var next)) group.Add(next);
            if (group.Count > 0) await AnswerAsync(group);
        }
    }

    private async Task AnswerAsync(List<Waiting> group)
    {
        try
        {
            var facts = await _ledger.LoadRefusalFactsAsync(group.ConvertAll(waiting => waiting.Question), CancellationToken.None);
            for (var i = 0; i < facts.Length; i++) group[i].Answer.SetResult(facts[i]);
        }
        catch (Exception fault)
        {
            var told = fault as LedgerUnavailableException ?? new LedgerUnavailableException("What a refusal has to know could not be read.", fault);
            foreach (var waiting in group) waiting.Answer.TrySetException(told);
        }
    }

    private sealed record Waiting(RefusalQuestion Question, TaskCompletionSource<RefusalFacts> Answer);
}
