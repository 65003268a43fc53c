using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;

namespace Gongshu.Grains.Applications;

/// <summary>What a command would do to a case: one event, and what its transaction writes beside the case row and the claims' changes.</summary>
internal sealed record CaseStep(string Type, CaseEvent Fact, DateTimeOffset At)
{
    public DecisionWrite? Decision { get; init; }
    public DecisionWrite? ReversedDecision { get; init; }
    /// <summary>Of a correction: what the form claims anew.</summary>
    public ClaimInsert[] NewClaims { get; init; } = [];
    public PersonToken[] PersonTokens { get; init; } = [];
    public Trace[] Traces { get; init; } = [];
    /// <summary>Of a stop in a sealed batch: its line fails, and the batch's own stream says so.</summary>
    public BatchLineChange[] BatchLines { get; init; } = [];
    public NewEvent[] OtherEvents { get; init; } = [];
    /// <summary>What the step holds in the subjects until it is committed or refused.</summary>
    public Holds? Holds { get; init; }
}

/// <summary>Either a step or a refusal.</summary>
internal sealed record Judgement(CaseStep? Step, Refusal? Refusal)
{
    public static implicit operator Judgement(CaseStep step) => new(step, null);
    public static implicit operator Judgement(Refusal refusal) => new(null, refusal);
    public static implicit operator Judgement(ProblemCode code) => new(null, new Refusal { Code = code });
}
