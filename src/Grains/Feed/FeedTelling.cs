using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Gongshu.Grains.Applications;
using Gongshu.Grains.Desk;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Feed;

/// <summary>
/// Makes what is told of stored events. A case's applicant never changes, so it is looked up once; where an event left its case stands beside
/// the event. Only notices, and events of before the ledger's version 7, cost the reading of their streams.
/// </summary>
public sealed class FeedTelling(ILedger ledger)
{
    private const int MostRemembered = 50_000, StreamsAtOnce = 50;

    private readonly ConcurrentDictionary<CaseNumber, string> _applicants = new();

    /// <summary>Those of the events that leave the house, in their order.</summary>
    public async Task<CloudEvent[]> TellAsync(IReadOnlyList<FeedEvent> events, CancellationToken cancellation)
    {
        var (cases, notices) = (new Dictionary<long, CaseNumber>(), new HashSet<string>(StringComparer.Ordinal));
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stored in events)
        {
            if (CaseNumber.TryParse(stored.Stream, out var number) && ToldTypes.OfCase(stored.Type) is not null)
            {
                cases[stored.Sequence] = number;
                if (stored.CaseStatus is null) unknown.Add(stored.Stream);
            }
            else if (DueLog.CaseOf(stored.Stream) is { } due && ToldTypes.OfNotice(stored.Type) is not null)
            {
                cases[stored.Sequence] = due;
                notices.Add(stored.Stream);
            }
        }
        var applicants = await ApplicantsAsync(cases.Values.Distinct(), cancellation);
        var places = await PlacesAsync(unknown, notices, cancellation);
        var told = new List<CloudEvent>();
        foreach (var stored in events)
        {
            if (cases.TryGetValue(stored.Sequence, out var number))
            {
                var (status, version) = stored.CaseStatus is { } known ? (known, stored.Version) : places[(stored.Stream, stored.Version)];
                told.Add(Event(
                    stored, (notices.Contains(stored.Stream) ? ToldTypes.OfNotice(stored.Type) : ToldTypes.OfCase(stored.Type))!, number.ToString(),
                    new(number.ToString(), applicants.GetValueOrDefault(number), number.Window.ToString(), Name(status), version)));
            }
            else if (WindowId.TryParse(stored.Stream, out var window) && ToldTypes.OfWindow(stored.Type) is { } of)
            {
                // A window has a version before its first event.
                told.Add(Event(stored, of.Type, window.ToString(), new(null, null, window.ToString(), Name(of.Status), stored.Version + 1)));
            }
        }
        return [.. told];
    }

    private static CloudEvent Event(FeedEvent stored, string type, string subject, CloudEventData data) => new(
        "1.0", stored.Sequence.ToString(CultureInfo.InvariantCulture), "/gongshu", type, subject, PolicyTime.Of(stored.At), "application/json", stored.Sequence, data);

    private static string Name<T>(T status) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());

    private async Task<Dictionary<CaseNumber, string>> ApplicantsAsync(IEnumerable<CaseNumber> numbers, CancellationToken cancellation)
    {
        if (_applicants.Count > MostRemembered) _applicants.Clear();
        var (found, asked) = (new Dictionary<CaseNumber, string>(), new List<CaseNumber>());
        foreach (var number in numbers)
        {
            if (_applicants.TryGetValue(number, out var applicant)) found[number] = applicant;
            else asked.Add(number);
        }
        if (asked.Count == 0) return found;
        foreach (var row in await ledger.FindCasesAsync(asked, cancellation)) found[row.Case.Number] = _applicants[row.Case.Number] = row.Case.Applicant;
        return found;
    }

    /// <summary>Where events left their case that do not say so themselves: status and version, by stream and version.</summary>
    private async Task<Dictionary<(string Stream, int Version), (CaseStatus Status, int Version)>> PlacesAsync(
        IEnumerable<string> cases, HashSet<string> notices, CancellationToken cancellation)
    {
        var places = new Dictionary<(string, int), (CaseStatus, int)>();
        foreach (var streams in cases.Concat(notices).Chunk(StreamsAtOnce))
        {
            foreach (var (stream, events) in await ledger.LoadStreamsAsync(streams, cancellation))
            {
                if (notices.Contains(stream))
                {
                    var log = DueLog.Fold(DueLog.CaseOf(stream)!.Value, events);
                    for (var i = 0; i < events.Length; i++) places[(stream, i + 1)] = (log.Notices[i].Status, log.Notices[i].Version);
                    continue;
                }
                CaseState? state = null;
                foreach (var stored in events)
                {
                    state = CaseState.Fold(state, [stored])!;
                    places[(stream, stored.Version)] = (state.Status, stored.Version);
                }
            }
        }
        return places;
    }
}
