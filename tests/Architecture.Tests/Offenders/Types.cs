using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

#pragma warning disable // These are wrong on purpose: the rules must notice each of them.

namespace Gongshu.Architecture.Tests.Offenders;

internal class OpenClass;

internal sealed class ClaimManager;

internal sealed class Rates
{
    public decimal Exact { get; init; }
    public double? Share { get; init; }
    public IReadOnlyList<float> Parts() => [];
}

internal enum StartsAtZero { Nothing, Something }

internal interface IOffendingGrain : IGrainWithStringKey
{
    Task<List<StartsAtZero>> Ask();
}

[GenerateSerializer]
internal sealed record Anonymous([property: Id(0)] string A);

[GenerateSerializer, Alias("gongshu.Twin")]
internal sealed record FirstTwin([property: Id(0)] string A, [property: Id(0)] string B, string C);

[GenerateSerializer, Alias("gongshu.Twin")]
internal sealed record SecondTwin
{
    [Id(0)] public string A { get; init; } = "";
    [field: NonSerialized] public object? Here { get; init; }
}

[Reentrant]
internal sealed class InterleavedGrain([PersistentState("profile")] IPersistentState<string> state) : Grain;

internal sealed class SecondProfileGrain([PersistentState("Profile")] IPersistentState<string> state) : Grain;
