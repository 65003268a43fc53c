using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>From a subject to its grain.</summary>
internal static class SubjectGrains
{
    public static IClaimSubject Of(IGrainFactory grains, SubjectId subject) => subject.Kind switch
    {
        SubjectKind.Worker => grains.Known<IWorkerGrain>(subject.Value),
        SubjectKind.Enterprise => grains.Known<IEnterpriseGrain>(subject.Value),
        SubjectKind.MasterStudio => grains.Known<IMasterStudioGrain>(subject.Value),
        SubjectKind.Competition => grains.Known<ICompetitionGrain>(subject.Value),
        _ => throw new InvalidOperationException("A subject of no known kind."),
    };
}
