using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Problems;

/// <summary>
/// An RFC 9457 problem as it is written, with the members that single codes carry. Members that a code does not carry are left out.
/// </summary>
internal sealed record ProblemDocument
{
    public required string Type { get; init; }
    public required string Title { get; init; }
    public required int Status { get; init; }
    public required string Code { get; init; }
    public string? Detail { get; init; }
    public required string TraceId { get; init; }
    public InputFault[]? Errors { get; init; }
    /// <summary>How many more faults there are than errors names.</summary>
    public int? ErrorsOmitted { get; init; }
    public CaseStatus? CaseStatus { get; init; }
    public DateOnly? NextOpensOn { get; init; }
    public DateOnly? NextClosesOn { get; init; }
    public MissingPaper[]? Missing { get; init; }
    public ReasonView[]? Reasons { get; init; }
    public Money? RequestedAmount { get; init; }
    public Money? ComputedAmount { get; init; }
    /// <summary>As in the 201 (not-eligible), or each line's number and amount (amount-mismatch).</summary>
    public ProblemLines? Lines { get; init; }
    public ConflictView[]? Conflicts { get; init; }
    public CaseNumber[]? Cases { get; init; }
    public string? Pointer { get; init; }
    public string? RegisteredAs { get; init; }
}

/// <summary>One of the two.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(ProblemLinesJson))]
internal sealed record ProblemLines(LineView[]? Judged, LineAmount[]? Amounts);

internal sealed class ProblemLinesJson : Json.WriteOnlyConverter<ProblemLines>
{
    public override void Write(System.Text.Json.Utf8JsonWriter writer, ProblemLines value, System.Text.Json.JsonSerializerOptions options)
    {
        if (value.Judged is not null) System.Text.Json.JsonSerializer.Serialize(writer, value.Judged, options);
        else System.Text.Json.JsonSerializer.Serialize(writer, value.Amounts ?? [], options);
    }
}
