using Gongshu.Architecture.Tests.Offenders;
using Gongshu.Architecture.Tests.Rules;

namespace Gongshu.Architecture.Tests;

public sealed class ShapeTests
{
    // A figure that is no money and is read by people only. Each with its reason.
    private static readonly string[] FloatingAllowed = [];

    // Places on a page are points with fractions; no amount is known there.
    private const string Drawing = "Gongshu.Documents.Drawing";

    [Fact]
    public void Every_class_is_sealed_abstract_or_static() => Assert.Empty(Shape.Open(OwnCode.Types.Concat(OwnCode.ConsoleTypes)));

    [Fact]
    public void An_open_class_is_noticed() => Assert.Equal([Shape.Name(typeof(OpenClass))], Shape.Open([typeof(OpenClass), typeof(Rates)]));

    [Fact]
    public void No_name_is_an_empty_word() => Assert.Empty(Shape.NamedEmptily(OwnCode.Types.Concat(OwnCode.ConsoleTypes)));

    [Fact]
    public void An_empty_word_is_noticed() => Assert.Single(Shape.NamedEmptily([typeof(ClaimManager), typeof(Rates)]));

    [Fact]
    public void Nothing_near_money_is_floating_point() =>
        Assert.Empty(Shape.Floating(OwnCode.Types.Where(type => type.Assembly != OwnCode.Api && type.Assembly != OwnCode.Silo && type.Namespace != Drawing))
            .Except(FloatingAllowed, StringComparer.Ordinal));

    [Fact]
    public void Floating_point_is_noticed_also_inside_another_type()
    {
        var noticed = Shape.Floating([typeof(Rates)]).ToList();
        Assert.Contains(noticed, name => name.EndsWith(".Share", StringComparison.Ordinal));
        Assert.Contains(noticed, name => name.EndsWith(".Parts", StringComparison.Ordinal));
        Assert.DoesNotContain(noticed, name => name.EndsWith(".Exact", StringComparison.Ordinal));
    }
}
