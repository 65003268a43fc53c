using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Desk;

/// <summary>
/// The notices of one case, as their stream tells them. A stream of its own beside the case's: a notice is nobody's act, and must not raise the
/// version that an officer's <c>If-Match</c> names.
/// </summary>
public sealed record DueLog
{
    private const string Suffix = ".due";

    private DueLog(CaseNumber number) => Number = number;

    public CaseNumber Number { get; }
    public int Version { get; private init; }
    public ImmutableArray<DueNotice> Notices { get; private init; } = [];
    private byte[] HeadHash { get; init; } = EventChain.Genesis;

    /// <summary>The name of the stream.</summary>
    public static string StreamOf(CaseNumber number) => number + Suffix;

    /// <summary>Whose notices a stream holds; null: it is another stream.</summary>
    public static CaseNumber? CaseOf(string stream) =>
        stream.EndsWith(Suffix, StringComparison.Ordinal) && CaseNumber.TryParse(stream[..^Suffix.Length], out var number) ? number : null;

    /// <summary>Folds a whole stream, oldest first.</summary>
    /// <exception cref="InvalidOperationException">The chain is broken, an event is of another type, or tells again what was told: somebody changed the store.</exception>
    public static DueLog Fold(CaseNumber number, IEnumerable<StoredEvent> events)
    {
        var log = new DueLog(number);
        foreach (var stored in events)
        {
            var notice = (DueNotice)JsonSerializer.Deserialize(stored.Body, typeof(DueNotice), DeskJson.Instance)!;
            if (stored.Version != log.Version + 1 || !stored.PreviousHash.AsSpan().SequenceEqual(log.HeadHash) || stored.Type != notice.Type() || log.Tells(notice))
                throw new InvalidOperationException($"The chain of {stored.Stream} is broken at event {stored.Version}.");
            log = log.With(notice, stored.Hash);
        }
        return log;
    }

    public bool Tells(DueNotice notice) => Notices.Any(notice.IsOf);

    /// <summary>The log after a notice, and the event as the ledger takes it.</summary>
    public (DueLog Log, NewEvent Event) Then(DueNotice notice, string actor, DateTimeOffset at)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(notice, typeof(DueNotice), DeskJson.Instance);
        var written = NewEvent.After(HeadHash, StreamOf(Number), Version + 1, notice.Type(), actor, at, body);
        return (With(notice, written.Hash), written);
    }

    private DueLog With(DueNotice notice, byte[] hash) => this with { Version = Version + 1, HeadHash = hash, Notices = Notices.Add(notice) };
}

/// <summary>How notices are written: camelCase, enums as words, absent for null.</summary>
[JsonSerializable(typeof(DueNotice))]
internal sealed partial class DeskJson : JsonSerializerContext
{
    /// <summary>The one instance.</summary>
    public static DeskJson Instance { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<Stage>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<CaseStatus>(JsonNamingPolicy.CamelCase) },
    });
}
