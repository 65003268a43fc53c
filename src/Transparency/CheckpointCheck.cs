using System.Text.Json;

namespace Gongshu.Transparency;

/// <summary>
/// Checks a checkpoint, which is a tree head with all leaves of its tree, alone and against an earlier one. Both are read line by line, so a
/// checkpoint of any size is checked in little memory as long as nothing was rewritten.
/// </summary>
public sealed class CheckpointCheck
{
    // So many are named; more of them would not tell more.
    private const int MostFindings = 200;

    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _toldOf = new(StringComparer.Ordinal);
    private readonly TreeKey _key;
    private int _leaves;

    private CheckpointCheck(TreeKey key) => _key = key;

    /// <param name="checkpoint">Opens the file; asked once, and once more where something was rewritten.</param>
    /// <param name="earlier">An earlier checkpoint, or an earlier tree head alone (as <c>/transparency/tree-head</c> answers it); null: not compared.</param>
    public static Checked Run(Func<TextReader> checkpoint, Func<TextReader>? earlier, TreeKey key)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(key);
        var check = new CheckpointCheck(key);
        if (!check.Compare(checkpoint, earlier)) check.Name(checkpoint, earlier!);
        return new(check._findings, check._leaves);
    }

    /// <returns>False: the leaves of both files differ, and which do has to be looked for.</returns>
    private bool Compare(Func<TextReader> checkpoint, Func<TextReader>? earlier)
    {
        using var later = checkpoint();
        using var former = earlier?.Invoke();
        if (ReadHead(later, "checkpoint") is not { } head) return true;
        var before = former is null ? null : ReadHead(former, "earlier checkpoint");
        if (former is not null && before is null) return true;
        var now = new TreeGrowth(0, new Dictionary<TileAddress, byte[]>());
        var old = new TreeGrowth(0, new Dictionary<TileAddress, byte[]>());
        byte[]? then = null;
        var same = true;
        while (true)
        {
            if (now.Size == before?.Head.Size) then ??= now.Root();
            var leaf = ReadLeaf(later, "checkpoint", now.Size);
            var known = former is null ? null : ReadLeaf(former, "earlier checkpoint", old.Size);
            if (leaf is null && known is null) break;
            same &= known is null || (leaf is not null && (leaf.Stream, leaf.Version, leaf.Hash) == (known.Stream, known.Version, known.Hash));
            Grow(old, known);
            Grow(now, leaf);
            if (leaf is not null) Stored(leaf);
        }

        Rooted(now, head, "checkpoint");
        // An earlier file with a head alone has no leaves of its own: then its root has to come out of the later one's.
        if (old.Size > 0) Rooted(old, before!, "earlier checkpoint");
        if (before is not null) Continued(before, then, now.Size);
        return same;
    }

    /// <summary>
    /// Which leaves of the earlier file are not in the later one, wherever they stand: one that was taken out moves all behind it, and none of those is
    /// to blame. Keeps the earlier leaves in memory.
    /// </summary>
    private void Name(Func<TextReader> checkpoint, Func<TextReader> earlier)
    {
        var known = new Dictionary<(string Stream, int Version), string>();
        foreach (var leaf in Leaves(earlier)) known[(leaf.Stream, leaf.Version)] = leaf.Hash;
        foreach (var leaf in Leaves(checkpoint))
        {
            if (known.Remove((leaf.Stream, leaf.Version), out var hash) && hash != leaf.Hash) Add(leaf.Stream, $"event {leaf.Version} has another content than before");
        }

        foreach (var (stream, version) in known.Keys) Add(stream, $"event {version} was in the tree and is gone");
    }

    private static IEnumerable<CheckpointLeaf> Leaves(Func<TextReader> open)
    {
        using var reader = open();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            if (Parse(line, TransparencyJson.Default.CheckpointLeaf) is { Stream: not null } leaf) yield return leaf;
        }
    }

    /// <summary>Whether the leaves of now, as many as the earlier tree had, give the earlier root.</summary>
    private void Continued(SignedTreeHead before, byte[]? then, long size)
    {
        if (then is null) Add(HeadCheck.Tree, $"{size} leaves are left of {before.Head.Size}: the tree was cut short");
        else if (!then.AsSpan().SequenceEqual(before.Head.Root)) Add(HeadCheck.Tree, $"its first {before.Head.Size} leaves are not those of the earlier tree: what it held was rewritten");
    }

    private void Stored(CheckpointLeaf leaf)
    {
        _leaves++;
        if (leaf.ContentHash is null) Add(leaf.Stream, $"event {leaf.Version} cannot be read any more, or is gone");
        else if (leaf.ContentHash != leaf.Hash) Add(leaf.Stream, $"event {leaf.Version} is not what the tree holds");
    }

    private static void Grow(TreeGrowth tree, CheckpointLeaf? leaf)
    {
        if (leaf is not null) tree.Append(new TreeLeaf(leaf.Stream, leaf.Version, Hashes.Read(leaf.Hash) ?? []).LeafHash());
    }

    private void Rooted(TreeGrowth tree, SignedTreeHead head, string which)
    {
        if (tree.Size != head.Head.Size) Add(HeadCheck.Tree, $"the {which} has {tree.Size} leaves, its head says {head.Head.Size}");
        else if (!tree.Root().AsSpan().SequenceEqual(head.Head.Root)) Add(HeadCheck.Tree, $"the leaves of the {which} do not give the root that was signed");
    }

    private SignedTreeHead? ReadHead(TextReader reader, string which)
    {
        // A tree head alone stands by itself; in a checkpoint it is a member of the first line.
        var line = reader.ReadLine() ?? "";
        var document = Parse(line, TransparencyJson.Default.CheckpointHead)?.TreeHead ?? Parse(line, TransparencyJson.Default.TreeHeadDocument);
        var (head, result) = HeadCheck.Signature(document, _key);
        foreach (var finding in result.Findings) Add(which, finding.What);
        return head;
    }

    private CheckpointLeaf? ReadLeaf(TextReader reader, string which, long index)
    {
        string? line;
        do line = reader.ReadLine();
        while (line is { Length: 0 });
        if (line is null) return null;
        var leaf = Parse(line, TransparencyJson.Default.CheckpointLeaf);
        var isLeaf = leaf is { Stream: not null } && Hashes.Read(leaf.Hash) is not null;
        // Of a gap the first place is told, and what comes behind it is looked at all the same.
        if ((!isLeaf || leaf!.LeafIndex != index) && _toldOf.Add(which)) Add(which, $"leaf {index} is not of its form");
        return isLeaf ? leaf : null;
    }

    private void Add(string subject, string what)
    {
        if (_findings.Count < MostFindings) _findings.Add(new(subject, what));
    }

    private static T? Parse<T>(string line, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
