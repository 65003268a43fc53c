using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>What a <c>409 duplicate-claim</c> says of who was first.</summary>
internal static class Conflicts
{
    /// <summary>The conflicts' <c>heldBy</c>, all of one benefit, when this was refused as a duplicate.</summary>
    public static JsonNode[] Of(Answer answer, string benefit)
    {
        var conflicts = answer.Expect(HttpStatusCode.Conflict, "duplicate-claim")["conflicts"]!.AsArray();
        Assert.NotEmpty(conflicts);
        Assert.All(conflicts, conflict => Assert.Equal(benefit, conflict!["benefit"]!.GetValue<string>()));
        return [.. conflicts.Select(conflict => conflict!["heldBy"]!)];
    }

    /// <summary>A portal learns that another organisation was first, and in which state its case is, but not which case.</summary>
    public static void AssertForeign(Answer answer, string benefit, string status) => Assert.All(Of(answer, benefit), holder =>
    {
        Assert.Null(holder["caseNumber"]);
        Assert.Null(holder["submittedOn"]);
        Assert.False(holder["sameApplicant"]!.GetValue<bool>());
        Assert.Equal(status, holder["status"]!.GetValue<string>());
    });

    /// <summary>Staff, and the holder's own portal, learn the case.</summary>
    public static void AssertNamed(Answer answer, string benefit, Case first, string submittedOn, bool sameApplicant) => Assert.All(Of(answer, benefit), holder =>
    {
        Assert.Equal(first.Number, holder["caseNumber"]!.GetValue<string>());
        Assert.Equal(submittedOn, holder["submittedOn"]!.GetValue<string>());
        Assert.Equal(sameApplicant, holder["sameApplicant"]!.GetValue<bool>());
    });
}
