using Gongshu.Architecture.Tests.Offenders;
using Gongshu.Architecture.Tests.Rules;

namespace Gongshu.Architecture.Tests;

public sealed class ActorTests
{
    // It holds no claim state: twins of one submission must meet in it while the first is under way.
    private static readonly string[] ReentrantAllowed = ["SubmissionGrain"];

    [Fact]
    public void No_two_grains_share_a_state_name() => Assert.Empty(Actors.SharedStateNames(OwnCode.Types));

    [Fact]
    public void Only_the_submission_grain_is_reentrant() => Assert.Empty(Actors.Reentrant(OwnCode.Types, ReentrantAllowed));

    [Fact]
    public void A_shared_state_name_and_a_reentrant_grain_are_noticed()
    {
        Type[] wrong = [typeof(InterleavedGrain), typeof(SecondProfileGrain)];
        Assert.Single(Actors.SharedStateNames(wrong));
        Assert.Equal([Shape.Name(typeof(InterleavedGrain))], Actors.Reentrant(wrong, ReentrantAllowed));
    }
}
