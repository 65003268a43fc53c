using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>
/// One thing that could be otherwise: a row of <see cref="MoveTable"/>. It sets a fact, or gives a whole part that is missing, to values that the
/// policy, the calendar and the other facts suggest; whether one of them helps, only the rules say.
/// </summary>
internal sealed partial class Move
{
    /// <summary>As the contract names the fact, e.g. <c>certificate.issuedOn</c>, or the part, e.g. <c>certificate</c>.</summary>
    public required string Name { get; init; }

    public required BilingualText Label { get; init; }

    /// <summary>Where it would be changed: in the application, or in a register.</summary>
    public required FactSource Source { get; init; }

    /// <summary>Where it stands in a roster line (<c>/certificate/issuedOn</c>); null for a register's fact.</summary>
    public string? Pointer { get; init; }

    /// <summary>Of a register's part: where the application names it (<c>/trainingPlan</c>).</summary>
    public string? Reference { get; init; }

    /// <summary>The facts that it sets. A failed rule asks for the moves that set what it reads.</summary>
    public required ImmutableArray<Fact> Sets { get; init; }

    /// <summary>The part that it belongs to; null for a fact that stands alone.</summary>
    public FactGroup? Group { get; init; }

    /// <summary>Whether it gives the part as a whole. Once given, the part's facts may still be set: they belong to what is given.</summary>
    public bool GivesPart { get; init; }

    /// <summary>The value in a case; null when there is none.</summary>
    public required Func<RuleContext, FactValue?> Show { get; init; }

    /// <summary>What it could be set to, the likeliest first. Empty where its part is not there, or for a part that is.</summary>
    public required Func<RuleContext, IEnumerable<Candidate>> Candidates { get; init; }

    /// <summary>Whether the change is made elsewhere than in the application.</summary>
    public bool IsOfRegister => Source != FactSource.Application;
}

/// <summary>One value that a move could set.</summary>
/// <param name="Apply">Sets it in an application with one line, whichever that line is.</param>
/// <param name="Distance">How far it is from the present value: days, or steps of a level; 0 where nothing is nearer than another.</param>
internal readonly record struct Candidate(Func<ApplicationFacts, ApplicationFacts> Apply, int Distance);
