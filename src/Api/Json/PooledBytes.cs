using System.Buffers;

namespace Gongshu.Api.Json;

/// <summary>
/// The bytes of one body, in an array of the pool: a roster of 200 lines is larger than what the collector's small heaps take, and each such array made anew
/// brings the next full collection nearer. Bodies hold ID numbers: an array is cleared before it goes back.
/// </summary>
internal sealed class PooledBytes(int expected) : IBufferWriter<byte>, IDisposable
{
    private byte[] _array = ArrayPool<byte>.Shared.Rent(expected);

    public int Length { get; private set; }

    /// <summary>What was written; not to be looked at once this is disposed of.</summary>
    public ReadOnlyMemory<byte> Written => _array.AsMemory(0, Length);

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = Length + Math.Max(sizeHint, 1);
        if (needed > _array.Length) Grow(needed);
        return _array.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - Length);
        Length += count;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_array, clearArray: true);
        (_array, Length) = ([], 0);
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _array.Length));
        _array.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array, clearArray: true);
        _array = larger;
    }
}
