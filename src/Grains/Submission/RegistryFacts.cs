using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;
using Gongshu.Grains.Windows;

namespace Gongshu.Grains.Submission;

/// <summary>
/// What every submission needs to know of the intake and of its applicant: read where the grain shows it on this silo, and asked of the grain by a message otherwise. Both
/// tell of every change that was acknowledged before the question.
/// </summary>
public sealed class RegistryFacts(IGrainFactory grains, Showcase<IntakeByDay> intake, Showcase<EnterpriseProfile> profiles)
{
    /// <summary>The window that takes applications at this instant, and the next one.</summary>
    public ValueTask<IntakeAt> IntakeAt(DateTimeOffset instant) => intake.Find(GrainKeys.Intake) is { } shown
        ? ValueTask.FromResult(shown.At(instant))
        : new(grains.Known<IIntakeGrain>(GrainKeys.Intake).At(instant));

    /// <summary>Null: the organisation is not registered.</summary>
    public ValueTask<EnterpriseProfile?> Profile(string uscc) => profiles.Find(uscc) is { } shown
        ? ValueTask.FromResult<EnterpriseProfile?>(shown)
        : new(grains.Known<IEnterpriseGrain>(GrainKeys.Enterprise(uscc)).Profile());
}
