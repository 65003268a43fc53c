using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>Money as the contract writes it, read without a float in between.</summary>
public static class Yuan
{
    public static long Fen(JsonNode amount) => Fen(amount.ToJsonString());

    /// <summary>The fen of a decimal number of yuan with at most two digits.</summary>
    public static long Fen(string yuan)
    {
        var parts = yuan.Split('.');
        Assert.InRange(parts.Length, 1, 2);
        var fraction = parts.Length == 1 ? "" : parts[1];
        Assert.InRange(fraction.Length, 0, 2);
        return (long.Parse(parts[0]) * 100) + long.Parse(fraction.PadRight(2, '0'));
    }
}
