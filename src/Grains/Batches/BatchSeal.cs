using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Batches;

/// <summary>
/// The seal of a batch: SHA-256 over a canonical text that anybody can write again from the batch and its payment file.
/// <code>
/// gongshu-batch-1
/// window, batch id, number of lines, total
/// batch line, case number, payee's USCC, payee's name, amount, bank's name, account's name, account's number
/// …
/// </code>
/// UTF-8, each line ended by LF. The fields of a line follow one another as netstrings without spaces (length in bytes, colon, the
/// bytes, comma: <c>6:2018Q1,</c>), so that no text can pass for another. Amounts are whole fen; numbers are decimal without leading zeros.
/// </summary>
public static class BatchSeal
{
    private const string Form = "gongshu-batch-1";

    public static byte[] Hash(WindowId window, string batchId, IReadOnlyList<BatchLineWrite> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Form + "\n"));
        Append(hash, window.ToString(), batchId, Number(lines.Count), Number(Total(lines).Fen));
        foreach (var line in lines)
        {
            Append(hash, Number(line.BatchLine), line.Case.ToString(), line.PayeeUscc, line.PayeeName, Number(line.Amount.Fen),
                line.Account.BankName, line.Account.AccountName, line.Account.AccountNumber);
        }
        return hash.GetHashAndReset();
    }

    public static Money Total(IEnumerable<BatchLineWrite> lines)
    {
        var total = Money.Zero;
        foreach (var line in lines) total += line.Amount;
        return total;
    }

    /// <summary><c>sha256:</c> and hex, as answers and the payment file show it.</summary>
    public static string Print(byte[] hash) => "sha256:" + Convert.ToHexStringLower(hash);

    private static void Append(IncrementalHash hash, params ReadOnlySpan<string> fields)
    {
        var line = new StringBuilder();
        foreach (var field in fields) line.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(field)}:{field},");
        hash.AppendData(Encoding.UTF8.GetBytes(line.Append('\n').ToString()));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
