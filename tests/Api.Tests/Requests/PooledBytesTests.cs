using System.Buffers;
using System.Security.Cryptography;
using Gongshu.Api.Json;

namespace Gongshu.Api.Tests.Requests;

public sealed class PooledBytesTests
{
    [Fact]
    public void What_was_written_stays_while_it_grows()
    {
        using var bytes = new PooledBytes(1);
        var all = RandomNumberGenerator.GetBytes(100_000);
        foreach (var piece in all.Chunk(997)) bytes.Write(piece);
        Assert.Equal(all, bytes.Written.ToArray());
    }

    [Fact]
    public void An_array_goes_back_to_the_pool_without_what_was_in_it()
    {
        const int size = 700_000;
        var bytes = new PooledBytes(size);
        bytes.GetSpan(size).Fill(0xAA);
        bytes.Advance(size);
        bytes.Dispose();

        // The next of this size on this thread is the one that was given back last.
        var next = ArrayPool<byte>.Shared.Rent(size);
        Assert.DoesNotContain((byte)0xAA, next);
        ArrayPool<byte>.Shared.Return(next);
    }

    [Fact]
    public void More_than_there_was_room_for_cannot_have_been_written()
    {
        using var bytes = new PooledBytes(16);
        Assert.Throws<ArgumentOutOfRangeException>(() => bytes.Advance(1_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => bytes.Advance(-1));
    }
}
