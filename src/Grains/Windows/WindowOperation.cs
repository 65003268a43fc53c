using System.Security.Cryptography;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;
using Gongshu.Ledger;

namespace Gongshu.Grains.Windows;

/// <summary>A client's operation: its record, and what a second call under the same key is told.</summary>
internal static class WindowOperation
{
    public static OperationId IdOf(OperationKey key) => new(key.Hex);

    /// <summary>The record that a command writes; null without an <c>Idempotency-Key</c>.</summary>
    /// <param name="version">Of the stream, after the command.</param>
    public static OperationWrite? Write(OperationKey? key, string stream, int version, byte[]? answer, DateTimeOffset at) =>
        key is null ? null : new(IdOf(key), stream, version, SHA256.HashData(key.Request), key.Request, answer, at);

    /// <summary>The record of an operation that has an effect; null when it is new, was abandoned, or has no key.</summary>
    public static async Task<OperationRecord?> FindAsync(ILedger ledger, OperationKey? key) =>
        key is null || await ledger.FindOperationAsync(IdOf(key), CancellationToken.None) is not { Abandoned: false } record ? null : record;

    /// <summary>The refusal when the key was used for another request; null for a true repetition.</summary>
    public static Refusal? Reused(OperationRecord record, OperationKey key) =>
        record.RequestHash.AsSpan().SequenceEqual(SHA256.HashData(key.Request)) ? null
        : record.Request is { } first ? IdempotencyKeys.Reused(first, key.Request)
        : new Refusal { Code = ProblemCode.IdempotencyKeyReused };
}
