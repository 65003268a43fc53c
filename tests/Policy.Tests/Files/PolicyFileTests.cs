namespace Gongshu.Policy.Tests.Files;

public sealed class PolicyFileTests
{
    [Fact]
    public void The_policy_of_the_district_is_valid() =>
        Assert.Empty(PolicyFile.Load(Vectors.FilePath(Policies.FileName)).Faults);
}
