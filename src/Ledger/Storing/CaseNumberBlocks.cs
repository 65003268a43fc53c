using System.Collections.Concurrent;
using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>
/// Hands out case numbers from blocks that were reserved durably, so that a submission needs no round trip for its number.
/// Numbers of one process rise; what a stopped process had left over is a lawful gap. Thread-safe.
/// </summary>
internal sealed class CaseNumberBlocks(Func<WindowId, int, CancellationToken, Task<long>> take) : IDisposable
{
    public const int BlockSize = 64;

    private readonly ConcurrentDictionary<WindowId, Block> _blocks = new();

    public async ValueTask<CaseNumber> NextAsync(WindowId window, CancellationToken cancellation)
    {
        var block = _blocks.GetOrAdd(window, _ => new Block());
        while (true)
        {
            if (block.TryNext(out var ordinal)) return new(window, ordinal);
            await block.Refilling.WaitAsync(cancellation);
            try
            {
                if (!block.IsEmpty) continue;
                block.Refill(await take(window, BlockSize, cancellation), BlockSize);
            }
            finally
            {
                block.Refilling.Release();
            }
        }
    }

    public void Dispose()
    {
        foreach (var block in _blocks.Values) block.Refilling.Dispose();
    }

    private sealed class Block
    {
        private readonly Lock _lock = new();
        private long _next, _end;

        public SemaphoreSlim Refilling { get; } = new(1, 1);

        public bool IsEmpty { get { lock (_lock) return _next >= _end; } }

        public bool TryNext(out long ordinal)
        {
            lock (_lock)
            {
                ordinal = _next;
                if (_next >= _end) return false;
                _next++;
                return true;
            }
        }

        public void Refill(long first, int count)
        {
            lock (_lock)
            {
                _next = first;
                _end = first + count;
            }
        }
    }
}
