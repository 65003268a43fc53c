using Gongshu.Grains.Interfaces;

namespace Gongshu.Grains.Reports;

/// <summary>What staff entered for a year.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.state.ReportInputs"), NotPersonal]
public sealed record ReportInputsRecord
{
    [Id(0)] public required int SkilledWorkers { get; init; }
    [Id(1)] public required int HighSkilledWorkers { get; init; }
    [Id(2)] public required string Source { get; init; }
    [Id(3)] public required int Version { get; init; }

    public ReportInputsView View(int year) => new(year, SkilledWorkers, HighSkilledWorkers, Source, Version);
}

/// <summary>What a change of a year's inputs may do. Pure.</summary>
public static class ReportInputsRules
{
    private const Roles Writers = Roles.Leader | Roles.Admin;

    /// <summary>The record after a <c>PUT</c> by a leader or an admin.</summary>
    /// <param name="hasPolicy">Whether a policy has the year, and so a target that the figures are for.</param>
    public static Answer<ReportInputsRecord> Put(ReportInputsRecord? current, ReportInputsForm form, Actor actor, int? ifMatch, bool hasPolicy)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.Has(Writers)) return ProblemCode.Forbidden;
        if (!hasPolicy) return ProblemCode.ReportWithoutData;
        if (ifMatch is not null && ifMatch != current?.Version) return ProblemCode.StaleVersion;
        if (form.HighSkilledWorkers > form.SkilledWorkers)
            return Refusal.Invalid(new InputFault("/highSkilledWorkers", "out-of-range", "高技能人才数不得多于技能劳动者总数。"));
        var next = new ReportInputsRecord
        {
            SkilledWorkers = form.SkilledWorkers,
            HighSkilledWorkers = form.HighSkilledWorkers,
            Source = form.Source,
            Version = (current?.Version ?? 0) + 1,
        };
        return Granted.Of(next, created: current is null);
    }
}
