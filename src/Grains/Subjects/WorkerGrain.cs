using Gongshu.Grains.Interfaces;

namespace Gongshu.Grains.Subjects;

/// <summary>One person, by pseudonym. Key <c>wk1-…</c>.</summary>
public sealed class WorkerGrain(SubjectServices services) : ClaimSubjectGrain(services), IWorkerGrain
{
    /// <inheritdoc/>
    public async Task<Answer<ClaimHistoryView>> History(HistoryQuery query, Actor actor) =>
        HistoryPages.Of(Subject.PublicId, await Rows(), query, actor);
}
