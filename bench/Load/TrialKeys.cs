using System.Security.Cryptography;
using System.Text;

namespace Gongshu.Load;

/// <summary>Keys of the trial, the same on both sides so that their rows can be compared; they guard made-up people only.</summary>
internal static class TrialKeys
{
    public static byte[] Pseudonym { get; } = SHA256.HashData("pseudonyms of the benchmark"u8);

    public static byte[] Encryption { get; } = SHA256.HashData("sealing in the benchmark"u8);

    public static IEnumerable<(string Name, string Value)> Settings =>
        [("Keys:Pseudonym", Convert.ToBase64String(Pseudonym)), ("Keys:Encryption:1", Convert.ToBase64String(Encryption))];

    public static string Operation(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>Answers that no load expects: the first few are told, since a benchmark of refusals would measure nothing.</summary>
internal static class Complaints
{
    private const int Most = 5;
    private static int _told;

    public static Told Other(string what)
    {
        if (Interlocked.Increment(ref _told) <= Most) Console.Error.WriteLine($"unexpected answer: {what}");
        return Told.Other;
    }
}
