using System.Text;
using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;

namespace Gongshu.Grains.Tests;

/// <summary>The first member in which two bodies under one key differ.</summary>
public sealed class SubmissionIdempotencyKeysTests
{
    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""", null)] // order says nothing
    [InlineData("""{"a":1,"b":2,"c":3}""", """{"a":1,"b":9,"c":9}""", "/b")]
    [InlineData("""{"b":1,"a":2}""", """{"a":9,"b":9}""", "/b")] // the first body's order
    [InlineData("""{"a":1,"b":2}""", """{"a":1}""", "/b")]
    [InlineData("""{"a":1}""", """{"a":1,"z":2}""", "/z")]
    [InlineData("""{"a":1,"b":1}""", """{"a":1,"b":2,"z":2}""", "/b")]
    [InlineData("""{"lines":[{"x":1},{"x":2}]}""", """{"lines":[{"x":1},{"x":3}]}""", "/lines/1/x")]
    [InlineData("""{"lines":[1,2]}""", """{"lines":[1]}""", "/lines/1")]
    [InlineData("""{"lines":[1]}""", """{"lines":[1,2]}""", "/lines/1")]
    [InlineData("""{"a":"1"}""", """{"a":1}""", "/a")]
    [InlineData("""{"a":null}""", """{"a":false}""", "/a")]
    [InlineData("""{"a/b":{"c~d":1}}""", """{"a/b":{"c~d":2}}""", "/a~1b/c~0d")]
    [InlineData("""{"a":{"b":[]}}""", """{"a":{"b":{}}}""", "/a/b")]
    [InlineData("[]", "{}", "")]
    public void Finds_the_first_member_that_differs(string first, string second, string? pointer)
    {
        using var one = JsonDocument.Parse(first);
        using var other = JsonDocument.Parse(second);
        Assert.Equal(pointer, IdempotencyKeys.FirstDifference(one.RootElement, other.RootElement, ""));
    }

    [Fact]
    public void A_reused_key_is_refused_with_the_pointer_and_without_the_value()
    {
        var refusal = IdempotencyKeys.Reused("""{"contact":{"name":"甲"}}"""u8.ToArray(), Encoding.UTF8.GetBytes("""{"contact":{"name":"乙"}}"""));
        Assert.Equal((ProblemCode.IdempotencyKeyReused, "/contact/name"), (refusal.Code, refusal.Pointer));
        Assert.DoesNotContain("甲", refusal.Detail, StringComparison.Ordinal);
    }
}
