using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Windows;

namespace Gongshu.Grains.Batches;

/// <summary>The first event of a batch's own stream, which is named by its id. Money is in fen.</summary>
/// <param name="Hash"><c>sha256:</c> and hex, see <see cref="BatchSeal"/>.</param>
public sealed record BatchSealed(string Window, int Ordinal, int Cases, long TotalFen, string Hash);

/// <summary>The second signature.</summary>
public sealed record BatchReleased(Officer By, DateTimeOffset At);

/// <summary>A line was stopped before the release: the payment file leaves it out.</summary>
public sealed record BatchLineStopped(int BatchLine, string Case, string By);

/// <summary>The bank's return, as it was taken in; what was known already is not in it.</summary>
public sealed record BatchResultsTaken(BankResult[] Results, Officer By, DateTimeOffset At);

/// <summary>Somebody read the accounts in full; an audit entry.</summary>
public sealed record PaymentFileRead(int Lines, string Hash);

/// <summary>Somebody read the lists of all payees, with the numbers of the people in full; an audit entry.</summary>
public sealed record PayeeListsRead(int Payees, int Rows);

/// <summary>Event types, and their way into bytes.</summary>
public static class BatchEvents
{
    public const string Sealed = "batch.sealed", Released = "batch.released", FileRead = "batch.paymentFileRead", LineStopped = "batch.lineStopped",
        ResultsTaken = "batch.resultsTaken", ListsRead = "batch.payeeListsRead";

    internal static byte[] Write<T>(T fact) => JsonSerializer.SerializeToUtf8Bytes(fact, typeof(T), WindowJson.Instance);
}
