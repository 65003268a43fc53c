using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <summary>
/// One person whose ID number was corrected: the claims under the old reference join those under the new one. Key <c>mrg-{workerRef}</c>, by the old
/// reference, which stays an alias for ever.
/// </summary>
public interface IMergeGrain : IGrainWithStringKey
{
    /// <summary>A handler's call asks, the same call by a leader, another person, does it. Durable on return; safe to repeat under the same operation.</summary>
    Task<Answer<MergeView>> Merge(MergeWorkers command);
    /// <summary>What was asked last, and whether it is done. Not found: nobody asked. Who may call, the API says.</summary>
    Task<Answer<MergeView>> Get();
}

/// <param name="Into">The reference that stays.</param>
/// <param name="Document">What shows that both are one person.</param>
[GenerateSerializer, Immutable, Alias("gongshu.MergeWorkers"), NotPersonal]
public sealed record MergeWorkers(
    [property: Id(0)] string Into, [property: Id(1)] string Reason, [property: Id(2)] string Document, [property: Id(3)] OperationKey? Operation,
    [property: Id(4)] Actor Actor);

[GenerateSerializer, Alias("gongshu.MergeStatus")]
public enum MergeStatus { Asked = 1, Done = 2 }

/// <param name="SharedKeys">Entitlement keys that are live under both references: both claims stay, and stand in the one history.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Merge"), NotPersonal]
public sealed record MergeView(
    [property: Id(0)] MergeStatus Status, [property: Id(1)] string WorkerRef, [property: Id(2)] string Into, [property: Id(3)] string[] SharedKeys)
{
    // Told when it is read; null in the answer to who asks or does it.
    [Id(4)] public string? Reason { get; init; }
    [Id(5)] public string? Document { get; init; }
    [Id(6)] public Officer? AskedBy { get; init; }
    [Id(7)] public DateTimeOffset? AskedAt { get; init; }
}
