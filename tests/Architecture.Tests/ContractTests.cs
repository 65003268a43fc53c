using Gongshu.Architecture.Tests.Offenders;
using Gongshu.Architecture.Tests.Rules;

namespace Gongshu.Architecture.Tests;

public sealed class ContractTests
{
    private static readonly Type[] Wrong = [typeof(Anonymous), typeof(FirstTwin), typeof(SecondTwin), typeof(IOffendingGrain)];

    [Fact]
    public void Every_serialised_type_has_an_alias_of_ours() => Assert.Empty(Contracts.WithoutAlias(OwnCode.Types));

    [Fact]
    public void No_two_types_share_an_alias() => Assert.Empty(Contracts.SharedAliases(OwnCode.Types));

    [Fact]
    public void No_two_members_of_a_type_share_an_id() => Assert.Empty(Contracts.SharedIds(OwnCode.Types));

    [Fact]
    public void Every_member_of_a_serialised_type_has_an_id() => Assert.Empty(Contracts.WithoutId(OwnCode.Types));

    [Fact]
    public void Every_contract_property_is_marked_personal_or_not() => Assert.Empty(Contracts.Unmarked(OwnCode.TypesOf(OwnCode.Contracts)));

    [Fact]
    public void Enums_that_cross_grains_start_at_1()
    {
        var shared = OwnCode.TypesOf(OwnCode.Contracts).Where(type => type is { IsEnum: true, IsPublic: true });
        Assert.Empty(Contracts.EnumsWithZero(shared.Union(Contracts.EnumsThatCross(OwnCode.Types))));
    }

    [Fact]
    public void A_contract_without_identity_is_noticed()
    {
        Assert.Equal([Shape.Name(typeof(Anonymous))], Contracts.WithoutAlias(Wrong));
        Assert.Single(Contracts.SharedAliases(Wrong));
        Assert.Equal([$"{Shape.Name(typeof(FirstTwin))}: 0 is A, B"], Contracts.SharedIds(Wrong));
        Assert.Equal([$"{Shape.Name(typeof(FirstTwin))}.C"], Contracts.WithoutId(Wrong));
        Assert.Contains($"{Shape.Name(typeof(Anonymous))}.A", Contracts.Unmarked(Wrong));
        Assert.Equal([Shape.Name(typeof(StartsAtZero))], Contracts.EnumsWithZero(Contracts.EnumsThatCross(Wrong)));
    }
}
