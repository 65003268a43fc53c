using CsCheck;
using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

/// <summary>Random commands, compared with a model of a few dictionaries.</summary>
public abstract class ModelContract : LedgerContract
{
    private const int Cases = 5, Workers = 3, Certificates = 2;

    private sealed record Step(int Kind, int Case, int Worker, int Key, int Certificate, bool Replay, int Skew);

    private static readonly Gen<Step[]> Steps = Gen.Select(
        Gen.Int[0, 4], Gen.Int[1, Cases], Gen.Int[1, Workers], Gen.Int[0, 1], Gen.Int[0, Certificates], Gen.Int[0, 5], Gen.Int[0, 9],
        (kind, number, worker, key, certificate, replay, skew) => new Step(kind, number, worker, key, certificate, replay == 0, skew == 0 ? 1 : 0)).Array[1, 30];

    private sealed class Model
    {
        public Dictionary<CaseNumber, int> Versions { get; } = [];
        public Dictionary<ClaimKey, (CaseNumber Case, int Line, string? Certificate, string Worker, ClaimStatus Status)> Live { get; } = [];
        public Dictionary<OperationId, CaseNumber> Operations { get; } = [];

        public Type Apply(LedgerCommand command)
        {
            if (command.Operation is { } operation && Operations.ContainsKey(operation.Id)) return typeof(AlreadyCommitted);
            foreach (var write in command.Cases) if (Versions.GetValueOrDefault(write.Number) != write.Version - 1) return typeof(StaleVersion);
            var moved = command.ClaimChanges.Select(change => Live.Where(l => l.Value.Case == change.Case && l.Value.Line == change.Line && l.Value.Status == change.From).ToArray()).ToArray();
            if (moved.Any(m => m.Length == 0)) return typeof(StaleVersion);
            var left = Live.Where(l => !command.ClaimChanges.Any(c => !c.Live && c.Case == l.Value.Case && c.Line == l.Value.Line && c.From == l.Value.Status)).ToArray();
            foreach (var claim in command.NewClaims)
                if (claim.Certificate is not null && left.Any(l => l.Value.Certificate == claim.Certificate && l.Value.Worker != claim.WorkerRef)) return typeof(CertificatesTaken);
            if (command.NewClaims.Any(c => left.Any(l => l.Key == c.Key))) return typeof(KeysTaken);
            for (var i = 0; i < moved.Length; i++)
                foreach (var (key, row) in moved[i])
                {
                    Live.Remove(key);
                    if (command.ClaimChanges[i].Live) Live[key] = row with { Status = command.ClaimChanges[i].To };
                }
            foreach (var claim in command.NewClaims) Live[claim.Key] = (claim.Case, claim.Line, claim.Certificate, claim.WorkerRef!, ClaimStatus.Held);
            foreach (var write in command.Cases) Versions[write.Number] = write.Version;
            if (command.Operation is { } done) Operations[done.Id] = command.Cases[0].Number;
            return typeof(Committed);
        }
    }

    [Fact]
    public async Task Random_commands_fare_as_in_the_model_and_leave_what_it_has()
    {
        var universe = 0;
        await Steps.SampleAsync(async steps =>
        {
            var (world, model, operation) = (Interlocked.Increment(ref universe), new Model(), 0);
            var said = new List<OperationWrite>();
            foreach (var step in steps)
            {
                var command = CommandOf(step, world, model, ref operation, said);
                var expected = model.Apply(command);
                var outcome = await Ledger.CommitAsync(command);
                if (outcome.GetType() != expected) throw new InvalidOperationException($"{step}: {outcome} instead of {expected.Name}");
            }
            await CompareAsync(world, model);
        }, iter: 60, threads: 1);
    }

    [Fact]
    public async Task A_random_group_ends_as_its_committed_commands_in_some_order()
    {
        var universe = 1000;
        await Steps.SampleAsync(async steps =>
        {
            var (world, model, operation) = (Interlocked.Increment(ref universe), new Model(), 0);
            var said = new List<OperationWrite>();
            foreach (var part in steps.Chunk(6))
            {
                var group = part.Select(step => CommandOf(step, world, model, ref operation, said)).ToArray();
                var outcomes = await Ledger.CommitAsync(group, default);
                var committed = group.Where((_, i) => outcomes[i] is Committed).ToList();
                while (committed.Count > 0)
                    if (committed.RemoveAll(c => model.Apply(c) == typeof(Committed)) == 0) throw new InvalidOperationException("No order explains the outcomes.");
                for (var i = 0; i < group.Length; i++)
                    if (outcomes[i] is KeysTaken taken && taken.Conflicts.Length == 0) throw new InvalidOperationException("A refusal without a reason.");
            }
            await CompareAsync(world, model);
        }, iter: 40, threads: 1);
    }

    private static LedgerCommand CommandOf(Step step, int world, Model model, ref int operation, List<OperationWrite> said)
    {
        var number = Number((world * 10) + step.Case);
        var version = model.Versions.GetValueOrDefault(number) + 1 + step.Skew;
        if (!step.Replay || said.Count == 0) said.Add(Operation($"{world}/{operation++}", number));
        var key = Key((world * 10) + step.Worker, $"k{step.Key}");
        var certificate = step.Certificate == 0 ? null : $"c_{world}_{step.Certificate}";
        var line = version;
        ClaimInsert[] claims = [Claim(number, key, line, certificate: certificate, worker: Worker((world * 10) + step.Worker))];
        // All live claims of the case in one status, one change a line.
        ClaimChange[] Changes(ClaimStatus from, ClaimStatus to, bool live) =>
            [.. Lines(model, number, from).DefaultIfEmpty(999).Select(l => new ClaimChange(number, l, Benefit.Assessment, from, to, live))];
        var command = new LedgerCommand { Operation = said[^1], Cases = [Case(number, version)] };
        return step.Kind switch
        {
            0 or 1 => command with { NewClaims = claims },
            2 => command with { ClaimChanges = Changes(ClaimStatus.Held, ClaimStatus.Released, false) },
            3 => command with { ClaimChanges = Changes(ClaimStatus.Held, ClaimStatus.Approved, true) },
            _ => command with { ClaimChanges = Changes(ClaimStatus.Held, ClaimStatus.Released, false), NewClaims = claims },
        };
    }

    private static IEnumerable<int> Lines(Model model, CaseNumber number, ClaimStatus status) =>
        model.Live.Values.Where(l => l.Case == number && l.Status == status).Select(l => l.Line).Distinct();

    private async Task CompareAsync(int world, Model model)
    {
        foreach (var number in Enumerable.Range(1, Cases).Select(i => Number((world * 10) + i)))
            if (((await Ledger.FindCaseAsync(number, default))?.Case.Version ?? 0) != model.Versions.GetValueOrDefault(number)) throw new InvalidOperationException($"{number} stands elsewhere");
        var subjects = Enumerable.Range(1, Workers).Select(i => Key((world * 10) + i).Subject).ToArray();
        var live = (await Ledger.LoadHistoriesAsync(subjects, default)).SelectMany(h => h.Entries).Where(e => e.Live).OrderBy(e => e.Key).Select(e => (e.Key, e.Case, e.Status));
        var expected = model.Live.OrderBy(l => l.Key).Select(l => (l.Key, l.Value.Case, l.Value.Status));
        if (!live.SequenceEqual(expected)) throw new InvalidOperationException("The live claims differ.");
        var owners = await Ledger.LoadCertificateOwnersAsync([.. Enumerable.Range(1, Certificates).Select(i => $"c_{world}_{i}")], default);
        var owned = model.Live.Values.Where(l => l.Certificate is not null).Select(l => (l.Certificate!, l.Worker)).Distinct().Order();
        if (!owners.Select(o => (o.Key, o.Value)).Order().SequenceEqual(owned)) throw new InvalidOperationException("The certificates' owners differ.");
    }
}
