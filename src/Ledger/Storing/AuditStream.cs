using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;

namespace Gongshu.Ledger;

/// <summary>
/// The audit entries of this process: a chained stream of its own (<c>log-</c> and 16 random digits), new at each start so that none grows
/// for ever. Entries that wait together are written together.
/// </summary>
internal sealed class AuditStream : IAsyncDisposable
{
    private const int MostAtOnce = 200;

    private readonly ILedger _ledger;
    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(4096);
    private readonly Lazy<Task> _writing;
    private string _stream = NewName();
    private int _version;
    private byte[] _head = EventChain.Genesis;

    public AuditStream(ILedger ledger)
    {
        _ledger = ledger;
        _writing = new Lazy<Task>(() => Task.Run(WriteAllAsync));
    }

    public async Task AppendAsync(AuditEntry entry, CancellationToken cancellation)
    {
        _ = _writing.Value;
        var waiting = new Waiting(entry, BodyOf(entry), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await _waiting.Writer.WriteAsync(waiting, cancellation);
        }
        catch (ChannelClosedException closed)
        {
            throw new LedgerUnavailableException("The ledger is stopping.", closed);
        }
        await waiting.Written.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (_writing.IsValueCreated) await _writing.Value;
    }

    private async Task WriteAllAsync()
    {
        var group = new List<Waiting>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < MostAtOnce && _waiting.Reader.TryRead(out var next)) group.Add(next);
            try
            {
                await WriteAsync(group);
                foreach (var waiting in group) waiting.Written.SetResult();
            }
            catch (Exception fault)
            {
                // The head may not be what this process believes: a new stream is always right.
                StartAnew();
                var answer = fault as LedgerUnavailableException ?? new LedgerUnavailableException("The audit entry was not written.", fault);
                foreach (var waiting in group) waiting.Written.SetException(answer);
            }
        }
    }

    /// <summary>When the commit's outcome is unknown the entries are written once more, to a new stream: an audit entry told twice is better than none.</summary>
    private async Task WriteAsync(List<Waiting> group)
    {
        for (var attempt = 1; ; attempt++)
        {
            var events = Chained(group);
            var outcome = (await _ledger.CommitAsync([new LedgerCommand { Events = events }], CancellationToken.None))[0];
            if (outcome is Committed)
            {
                _version = events[^1].Version;
                _head = events[^1].Hash;
                return;
            }
            if (attempt == 3) throw new LedgerUnavailableException("The audit entry was not written.");
            StartAnew();
        }
    }

    private NewEvent[] Chained(List<Waiting> group)
    {
        var events = new NewEvent[group.Count];
        var head = _head;
        for (var i = 0; i < events.Length; i++)
        {
            var entry = group[i].Entry;
            events[i] = NewEvent.After(head, _stream, _version + 1 + i, entry.Type, entry.Actor, entry.At, group[i].Body);
            head = events[i].Hash;
        }
        return events;
    }

    private static byte[] BodyOf(AuditEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("subject"u8, entry.Subject);
            json.WritePropertyName("entry"u8);
            json.WriteRawValue(entry.Body);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>An entry that is committed with what it tells of: a stream of one event.</summary>
    public static NewEvent Alone(AuditEntry entry) => NewEvent.After(EventChain.Genesis, NewName(), 1, entry.Type, entry.Actor, entry.At, BodyOf(entry));

    private void StartAnew()
    {
        _stream = NewName();
        _version = 0;
        _head = EventChain.Genesis;
    }

    private static string NewName() => "log-" + RandomNumberGenerator.GetHexString(16, lowercase: true);

    private sealed record Waiting(AuditEntry Entry, byte[] Body, TaskCompletionSource Written);
}
