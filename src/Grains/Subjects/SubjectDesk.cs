using Gongshu.Grains.Interfaces;
using Gongshu.Policy;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Gongshu.Grains.Subjects;

/// <summary>Answers for the subjects of this silo as a submission that runs here would: from their slots, and what these leave open by a message to the grain.</summary>
public sealed class SubjectDesk(GrainId id, Silo silo, ILoggerFactory logs, IGrainFactory grains, SubjectServices services) : GrainService(id, silo, logs), ISubjectDesk
{
    /// <inheritdoc/>
    public async Task<HoldAnswer[]> TryHold(SubjectHold[] holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        var (answers, asked) = (new HoldAnswer[holds.Length], new List<Task>());
        var now = services.MachineTime.GetUtcNow();
        for (var i = 0; i < holds.Length; i++)
        {
            if (Here(holds[i], now) is { } answer) answers[i] = answer;
            else asked.Add(AskGrain(holds[i], i));
        }
        if (asked.Count > 0) await Task.WhenAll(asked);
        return answers;

        async Task AskGrain(SubjectHold hold, int i) => answers[i] = await SubjectGrains.Of(grains, hold.Subject).TryHold(hold.Request);
    }

    /// <inheritdoc/>
    public async Task Confirm(string holder, ConfirmedClaims[] claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        foreach (var (subject, committed) in claims)
            if (services.Slots.Find(subject)?.Confirm(holder, committed) != true) await SubjectGrains.Of(grains, subject).Confirm(holder, committed);
    }

    /// <inheritdoc/>
    public async Task Release(string holder, SubjectId[] subjects)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        foreach (var subject in subjects)
            if (services.Slots.Find(subject)?.Release(holder) != true) await SubjectGrains.Of(grains, subject).Release(holder);
    }

    // Who comes with a history was told that the subject is cold: the grain began that reading.
    private HoldAnswer? Here(SubjectHold hold, DateTimeOffset now) =>
        hold.Request.History is null && services.Guards is { HoldsOff: false, SlotsOff: false } ? services.Slots.Find(hold.Subject)?.TryHoldHere(hold.Request, now) : null;
}
