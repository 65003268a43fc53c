using Gongshu.Grains.Desk;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;
using Gongshu.Policy;
using Gongshu.Transparency;
using Orleans.Runtime;

namespace Gongshu.Grains.Transparency;

/// <summary>Makes the tree grow and answers proofs from it. It remembers the newest head only; any fault of storage makes it forget that.</summary>
public sealed class TransparencyGrain(WindowServices services, TreeSigner signer, TimeProvider time) : Grain, ITransparencyGrain, IRemindable
{
    private const string Reminder = "attend";
    private const int StepsOfReminder = 100, StepsOfReader = 5, LeavesOfPage = 500;

    // Who asks for the head again and again makes the ledger be asked no more often than this.
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly EventTree _tree = new(services.Ledger, signer);
    private TreeHeadRow? _head;
    private long? _grownAt;
    private bool _reminded;

    /// <inheritdoc/>
    public Task Attend() => LedgerTurn.RunAsync(this, async () =>
    {
        await GrowAsync(StepsOfReminder);
        if (_reminded) return;
        await this.RegisterOrUpdateReminder(Reminder, services.Attendance.Every, services.Attendance.Every);
        _reminded = true;
    });

    /// <summary>A missed or repeated tick changes nothing.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Attend();

    /// <inheritdoc/>
    public Task<TreeHeadView> Head() => LedgerTurn.RunAsync(this, async () =>
    {
        await FreshenAsync();
        return _head is null ? SignedEmpty() : View(_head);
    });

    /// <inheritdoc/>
    public Task<Answer<ConsistencyView>> Consistency(long first, long second) => LedgerTurn.RunAsync(this, async () =>
    {
        if (_head is null || _head.Size < second) await FreshenAsync();
        if (first < 0 || first > second || second > (_head?.Size ?? 0)) return ProblemCode.UnknownTreeSize;
        var proof = await _tree.ProveAsync([MerkleRange.Consistency(first, second)]);
        return Granted.Of(new ConsistencyView(first, second, proof[0]));
    });

    /// <inheritdoc/>
    public Task<Answer<InclusionView>> Inclusion(CaseNumber caseNumber, Actor actor) => LedgerTurn.RunAsync(this, async () =>
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (await services.Ledger.FindCaseAsync(caseNumber, CancellationToken.None) is not { } row || !actor.MaySee(row.Case.Applicant)) return ProblemCode.NotFound;
        var streams = new[] { caseNumber.ToString(), DueLog.StreamOf(caseNumber) };
        var leaves = await services.Ledger.Tree.LeavesOfAsync(streams, CancellationToken.None);
        if (VersionOf(leaves, streams[0]) < row.Case.Version)
        {
            await GrowAsync(StepsOfReader);
            leaves = await services.Ledger.Tree.LeavesOfAsync(streams, CancellationToken.None);
        }

        // Older writers that still run hold it back, or the tree is catching up.
        if (VersionOf(leaves, streams[0]) < row.Case.Version) return ProblemCode.ProofNotReady;
        var head = await HeadOverAsync(leaves);
        return Granted.Of(await ProofAsync(row, head, leaves));
    });

    /// <inheritdoc/>
    public Task<Answer<CheckpointLeafView[]>> Leaves(long from, long size, Actor actor) => LedgerTurn.RunAsync(this, async () =>
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.Has(Roles.Auditor | Roles.Leader)) return ProblemCode.Forbidden;
        var leaves = await services.Ledger.Tree.LeavesAsync(from, LeavesOfPage, CancellationToken.None);
        return Granted.Of(leaves.TakeWhile(read => read.Leaf.Index < size).Select(read => new CheckpointLeafView(
            read.Leaf.Index, read.Leaf.Stream, read.Leaf.Version, Hashes.Write(read.Leaf.Hash), read.Now is { } now ? Hashes.Write(now.Hash) : null)).ToArray());
    });

    /// <inheritdoc/>
    public Task<string> PublicKey() => Task.FromResult(signer.PublicKey.Pem);

    private async Task FreshenAsync()
    {
        if (_grownAt is not { } at || time.GetElapsedTime(at) >= Freshness) await GrowAsync(StepsOfReader);
    }

    private async Task GrowAsync(int most)
    {
        // Heads are signed to the millisecond (RFC 9162).
        var now = DateTimeOffset.FromUnixTimeMilliseconds(services.Now.ToUnixTimeMilliseconds());
        _head = await _tree.GrowAsync(_head ?? await _tree.HeadAsync(), now, most);
        _grownAt = time.GetTimestamp();
    }

    /// <summary>A head that has all of these leaves: another process may have added some since.</summary>
    private async Task<TreeHeadRow> HeadOverAsync(StoredLeaf[] leaves)
    {
        var last = leaves.Max(read => read.Leaf.Index);
        if (_head is null || _head.Size <= last) _head = await _tree.HeadAsync();
        return _head is not null && _head.Size > last ? _head : throw new InvalidDataException("The tree has leaves beyond its head.");
    }

    private async Task<InclusionView> ProofAsync(CaseRow row, TreeHeadRow head, StoredLeaf[] leaves)
    {
        var paths = await _tree.ProveAsync([.. leaves.Select(read => MerkleRange.Inclusion(read.Leaf.Index, head.Size))]);
        var proved = leaves.Select((read, i) => new ProvedLeafView(
            read.Leaf.Index, read.Leaf.Stream, read.Leaf.Version, read.Now?.Type, read.Now is { } at ? PolicyTime.Of(at.At) : null,
            read.Now is { } now ? Hashes.Write(now.Hash) : null, paths[i]));
        return new(row.Case.Number, Hashes.Write(row.Case.Receipt), View(head), [.. proved]);
    }

    private static int VersionOf(StoredLeaf[] leaves, string stream) => leaves.Where(read => read.Leaf.Stream == stream).Select(read => read.Leaf.Version).DefaultIfEmpty().Max();

    private TreeHeadView SignedEmpty() => View(signer.Sign(new TreeHead(0, MerkleTree.EmptyRoot, services.Now)));

    private static TreeHeadView View(TreeHeadRow row) => View(new SignedTreeHead(new(row.Size, row.Root, row.At), row.LogId, row.Signature));

    private static TreeHeadView View(SignedTreeHead signed)
    {
        var document = TreeHeadDocument.Of(signed with { Head = signed.Head with { At = PolicyTime.Of(signed.Head.At) } });
        return new(document.TreeSize, document.RootHash, document.Timestamp, document.LogId, document.Signature);
    }
}
