using System.Text.Json.Serialization;

namespace Gongshu.StaffConsole.Contract;

/// <summary><c>GET /batches/{batchId}</c>.</summary>
/// <param name="SealedBy">The id of who sealed it; <c>system</c>: nobody did, the window's end did.</param>
/// <param name="Hash">Stands in each line of the payment file too.</param>
public sealed record Batch(
    string BatchId, string Window, string Status, DateTimeOffset SealedAt, string SealedBy, DateTimeOffset? ReleasedAt, string? ReleasedBy, string Hash, decimal Total,
    ProgrammeSum[] ByProgramme, PayeeSum[] ByPayee, BatchLine[] Lines, int Version)
{
    private const string StoppedCode = "stopped";

    [JsonIgnore]
    public bool IsReleased => Status != "sealed";

    /// <summary>What was stopped before the release: it stays sealed in the batch, and the payment file leaves it out.</summary>
    [JsonIgnore]
    public SumOfLines Stopped => Sum(line => line.Code == StoppedCode);

    /// <summary>What the payment file has.</summary>
    [JsonIgnore]
    public SumOfLines ToPay => Sum(line => line.Code != StoppedCode);

    [JsonIgnore]
    public decimal TotalOfLines => Lines.Sum(line => line.Amount);

    /// <summary>Of a batch in the API.</summary>
    public static string Path(string batchId) => $"/batches/{Uri.EscapeDataString(batchId)}";

    private SumOfLines Sum(Predicate<BatchLine> of)
    {
        var lines = Array.FindAll(Lines, of);
        return new(lines.Sum(line => line.Amount), lines.Length);
    }
}

public sealed record ProgrammeSum(string Programme, int Cases, decimal Amount);

public sealed record PayeeSum(string Uscc, string Name, decimal Amount);

/// <param name="Number">What the bank names it by.</param>
/// <param name="Code">Of what was not paid: the bank's reason, or <c>stopped</c>.</param>
public sealed record BatchLine(
    [property: JsonPropertyName("batchLine")] int Number, string CaseNumber, Organisation Payee, decimal Amount, string Status, string? Code, DateOnly? PaidOn);

/// <summary><c>GET …/reconciliation</c>: total = paid + failed + unanswered.</summary>
public sealed record Reconciliation(SumOfLines Total, SumOfLines Paid, SumOfLines Failed, SumOfLines Unanswered);

public sealed record SumOfLines(decimal Amount, int Lines);

/// <summary>The body of <c>POST …/results</c>.</summary>
public sealed record ResultsAsked(BankAnswer[] Results);

public sealed record BankAnswer(int BatchLine, string Outcome, string? Code, string? PaidOn);

/// <summary>The body of <c>POST /windows/{window}/settlement</c>.</summary>
public sealed record SettlementAsked(bool CarryUndecided);

/// <param name="Batch">Null: nothing was payable.</param>
public sealed record Settlement(string Window, string Status, Batch? Batch, HeldBack[] HeldBack);

/// <summary>An approved case of which something is left out of the next batch.</summary>
public sealed record HeldBack(string CaseNumber, string Reason);

/// <summary>A body without members.</summary>
public sealed record NothingAsked;
