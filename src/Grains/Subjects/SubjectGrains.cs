using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>From a subject to its grain.</summary>
internal static class SubjectGrains
{
    public static IClaimSubject Of(IGrainFactory grains, SubjectId subject) => subject.Kind switch
    {
        SubjectKind.Worker => grains.GetGrain<IWorkerGrain>(subject.Value),
        SubjectKind.Enterprise => grains.GetGrain<IEnterpriseGrain>(subject.Value),
        SubjectKind.MasterStudio => grains.GetGrain<IMasterStudioGrain>(subject.Value),
        SubjectKind.Competition => grains.GetGrain<ICompetitionGrain>(subject.Value),
        _ => throw new InvalidOperationException("A subject of no known kind."),
    };
}
