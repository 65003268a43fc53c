using System.Globalization;
using Gongshu.Ledger;

namespace Gongshu.Grains.Verification;

/// <summary>
/// I5 and I12 of one stream at a time, event by event. A broken event is named once: its successor is held against what the broken one says and
/// against what it should say.
/// </summary>
internal sealed class ChainExaminer(Findings findings, MissingEvents missing)
{
    private readonly SequenceNumbers _sequences = new();
    private string _stream = "";
    private long _sequence;
    private byte[]? _hash, _recomputed;

    /// <summary>The version of the last event taken of the stream.</summary>
    public int Version { get; private set; }

    /// <summary>Whether every event so far is what was written: then it can be folded.</summary>
    public bool IsWhole { get; private set; }

    public void Begin(string stream)
    {
        (_stream, _sequence, Version, IsWhole) = (stream, 0, 0, true);
        (_hash, _recomputed) = (EventChain.Genesis, EventChain.Genesis);
    }

    public void Take(SnapshotEvent read)
    {
        var stored = read.Event;
        findings.Checked(Invariant.Chain);
        findings.Checked(Invariant.Sequence);
        var place = Places.Event(_stream, stored.Version);
        if (stored.Version != Version + 1) Miss(stored.Version, string.Create(CultureInfo.InvariantCulture, $"it is missing; its sequence number lay between {_sequence} and {stored.Sequence}"));
        Number(place, stored.Sequence);
        if (Broken(read) is { } fault)
        {
            findings.Add(Invariant.Chain, place, fault);
            IsWhole = false;
        }
        (_hash, Version) = (stored.Hash, stored.Version);
    }

    /// <param name="versions">How many events the stream has by its row; null: no row says it.</param>
    public void End(int? versions)
    {
        if (versions is not { } expected || expected == Version) return;
        if (expected > Version) Miss(expected + 1, string.Create(CultureInfo.InvariantCulture, $"it is missing at the end: the row stands at version {expected}, the last event has sequence number {_sequence}"));
        else
        {
            findings.Add(Invariant.Chain, _stream, string.Create(CultureInfo.InvariantCulture, $"its row stands at version {expected}, its events at {Version}"));
            IsWhole = false;
        }
    }

    private string? Broken(SnapshotEvent read)
    {
        var stored = read.Event;
        var follows = _hash is null || Same(stored.PreviousHash, _hash) || (_recomputed is not null && Same(stored.PreviousHash, _recomputed));
        if (!read.Opened)
        {
            _recomputed = null;
            return "its sealed body cannot be opened: it is not what was sealed, or its key is not configured";
        }
        _recomputed = EventChain.Hash(stored.PreviousHash, stored.Stream, stored.Version, stored.Type, stored.Actor, stored.At, stored.Salt, stored.Body);
        if (!Same(_recomputed, stored.Hash)) return "its hash is not that of its content";
        return follows ? null : "it does not follow its predecessor: the hash that it names is another";
    }

    private void Miss(int before, string fault)
    {
        for (var version = Version + 1; version < before; version++)
        {
            findings.Add(Invariant.Chain, Places.Event(_stream, version), fault);
            missing.Add(_stream, version);
        }
        IsWhole = false;
        (_hash, _recomputed) = (null, null);
    }

    private void Number(string place, long sequence)
    {
        if (!_sequences.Add(sequence)) findings.Add(Invariant.Sequence, place, string.Create(CultureInfo.InvariantCulture, $"another event has its sequence number {sequence} too"));
        if (sequence <= _sequence) findings.Add(Invariant.Sequence, place, string.Create(CultureInfo.InvariantCulture, $"its sequence number {sequence} does not rise over {_sequence}"));
        _sequence = sequence;
    }

    private static bool Same(byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other);
}

/// <summary>Events that were named as missing, so that what points at them is not named as well.</summary>
internal sealed class MissingEvents
{
    private const int MostKept = 100_000;

    private readonly HashSet<(string Stream, int Version)> _missing = [];

    public void Add(string stream, int version)
    {
        if (_missing.Count < MostKept) _missing.Add((stream, version));
    }

    public bool Contains(string stream, int version) => _missing.Contains((stream, version));
}
