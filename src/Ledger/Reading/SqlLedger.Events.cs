namespace Gongshu.Ledger;

internal abstract partial class SqlLedger
{
    internal const string EventColumns = "e.sequence, e.stream, e.version, e.type, e.actor, e.at, e.sealed_body, e.previous_hash, e.hash";

    private StoredEvent EventOf(RowReader row)
    {
        var (salt, body) = _sealed.OpenBody(row.Bytes(6));
        return new(row.Long(0), row.Text(1), row.Int(2), row.Text(3), row.Text(4), row.Instant(5), salt, body, row.Bytes(7), row.Bytes(8));
    }

    public async Task<StoredEvent[]> LoadEventsAsync(string stream, int afterVersion, CancellationToken cancellation)
    {
        var events = new List<StoredEvent>();
        await ReadAsync("load-events", cancellation,
            new Query(
                $"SELECT {EventColumns} FROM {T("events")} e WHERE e.stream = @stream AND e.version > @version ORDER BY e.version",
                row => events.Add(EventOf(row)))
                .With("stream", stream).With("version", afterVersion));
        return [.. events];
    }

    public async Task<IReadOnlyDictionary<string, StoredEvent[]>> LoadStreamsAsync(IReadOnlyList<string> streams, CancellationToken cancellation)
    {
        var found = new Dictionary<string, List<StoredEvent>>(StringComparer.Ordinal);
        foreach (var stream in streams) found[stream] = [];
        if (found.Count > 0)
            await ReadAsync("load-streams", cancellation,
                new Query(
                    $"SELECT {EventColumns} FROM {T("events")} e WHERE {_dialect.In("e.stream", "streams")} ORDER BY e.stream, e.version",
                    row => found[row.Text(1)].Add(EventOf(row)))
                    .With("streams", found.Keys.ToArray()));
        return found.ToDictionary(s => s.Key, s => s.Value.ToArray(), StringComparer.Ordinal);
    }

    public async Task<Page<StoredEvent>> ListEventsAsync(EventFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var limit = Limit(page);
        var where = new Conditions();
        if (filter.Actor is { } actor) where.Add("e.actor = @actor", "actor", actor);
        if (filter.Type is { } type) where.Add("e.type = @type", "type", type);
        if (filter.From is { } from) where.Add("e.at >= @from", "from", from);
        if (filter.To is { } to) where.Add("e.at < @to", "to", to);
        if (page.After is not null) where.Add("e.sequence < @after", "after", Cursor.Parse("events", 1, page.After)[0]);
        var rows = new List<StoredEvent>();
        await ReadAsync("list-events", cancellation,
            new Query($"SELECT {EventColumns} FROM {T("events")} e {where} ORDER BY e.sequence DESC LIMIT @limit", row => rows.Add(EventOf(row)))
                .With(where.Values).With("limit", limit + 1));
        return PageOf(rows, limit, last => Cursor.Of("events", last.Sequence));
    }
}
