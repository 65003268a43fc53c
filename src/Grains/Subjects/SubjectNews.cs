using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>
/// Tells subjects what was committed or what their memory proved wrong about: in their slot where this silo answers for them, which is done on return; by
/// a message where their grain may be active elsewhere. On a silo that is alone, a subject without a slot remembers nothing that could be wrong.
/// </summary>
public sealed class SubjectNews(IGrainFactory grains, SubjectSlots slots)
{
    /// <summary>Claims moved to another status.</summary>
    public async ValueTask Apply(SubjectId subject, ClaimMove[] moves)
    {
        if (slots.Find(subject) is { } slot ? !slot.Apply(moves) : !slots.IsAlone) await SubjectGrains.Of(grains, subject).Apply(moves);
    }

    /// <summary>What is remembered is to be read anew.</summary>
    public async ValueTask Forget(SubjectId subject)
    {
        if (slots.Find(subject) is { } slot ? !slot.Forget() : !slots.IsAlone) await SubjectGrains.Of(grains, subject).Forget();
    }
}
