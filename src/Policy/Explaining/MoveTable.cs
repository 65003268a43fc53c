using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>
/// Every fact that could be otherwise, with the values worth trying. What has no row stands in <see cref="FixedFacts"/>; a test holds that no fact
/// is forgotten.
/// </summary>
internal static class MoveTable
{
    /// <summary>Moves within the application before those of registers: where two are as good, the earlier is told.</summary>
    public static ImmutableArray<Move> All { get; } =
    [
        .. CertificateMoves.All, .. EmploymentMoves.All, .. InternshipMoves.All, .. AwardMoves.All,
        .. ApplicantMoves.All, .. PlanMoves.All, .. CompetitionMoves.All, .. StudioMoves.All,
    ];

    private static readonly FrozenDictionary<Fact, ImmutableArray<Move>> BySetFact =
        (from move in All from fact in move.Sets group move by fact).ToFrozenDictionary(moves => moves.Key, moves => moves.ToImmutableArray());

    /// <summary>The moves that set a fact; none for one that nobody can change.</summary>
    public static ImmutableArray<Move> Setting(Fact fact) => BySetFact.TryGetValue(fact, out var moves) ? moves : [];
}
