using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>
/// The holds of one attempt to submit (<c>architecture.md</c> §2, steps 2 and 3). First all subjects at once; when a foreign hold is met, everything
/// is let go and the subjects are asked one after another in ascending order, waiting at each foreign hold: ascending order cannot deadlock,
/// and of overlapping rosters at least one gets through. A subject that is warm on this silo is asked in its slot, any other by a message.
/// </summary>
/// <param name="own">The case that asks for its own keys again; null: a new one.</param>
internal sealed class Holds(IGrainFactory grains, SubmissionServices services, string holder, IEnumerable<ClaimKey> keys, CaseNumber? own = null)
{
    /// <summary>How long an attempt waits for foreign holds before it answers 503.</summary>
    public static readonly TimeSpan WaitAtMost = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(4), LongestPause = TimeSpan.FromMilliseconds(64);

    private readonly (SubjectId Subject, string[] Keys)[] _asked =
        [.. keys.GroupBy(key => key.Subject).OrderBy(group => group.Key).Select(group => (group.Key, group.Select(key => key.Key).Distinct().ToArray()))];

    private readonly HashSet<SubjectId> _granted = [];

    /// <summary>Identifies this attempt to the subjects; a retry of the same operation is another holder, so a late release cannot free it.</summary>
    public string Holder => holder;

    /// <returns>Granted with nothing in conflict; or the committed claims that say no; or null: foreign holds did not end in time. Unless granted, nothing is held.</returns>
    public async Task<(SubjectId Subject, HeldClaim Claim)[]?> Take()
    {
        var answers = await AskAll();
        var conflicts = ConflictsIn(answers);
        if (conflicts.Length > 0)
        {
            await ReleaseAll();
            return conflicts;
        }
        if (Array.TrueForAll(answers, answer => answer.Verdict == HoldVerdict.Granted)) return [];
        await ReleaseAll();
        return await TakeInOrder();
    }

    /// <summary>Lets every subject go on. One way: a lost message only costs the others a wait until the deadline.</summary>
    public async Task ReleaseAll()
    {
        foreach (var subject in _granted)
            if (services.Slots.Find(subject)?.Release(holder) != true) await Of(subject).Release(holder);
        _granted.Clear();
    }

    /// <summary>The subjects whose memory proved wrong start from the ledger again.</summary>
    public async Task Forget(IEnumerable<SubjectId> subjects)
    {
        foreach (var subject in subjects) await Of(subject).Forget();
    }

    /// <summary>As <see cref="Forget"/>, for every subject asked; ends the holds with the rest.</summary>
    public async Task ForgetAll()
    {
        await Forget(_granted);
        _granted.Clear();
    }

    public async Task Confirm(ILookup<SubjectId, HeldClaim> claims)
    {
        foreach (var subject in claims)
        {
            HeldClaim[] committed = [.. subject];
            if (services.Slots.Find(subject.Key)?.Confirm(holder, committed) != true) await Of(subject.Key).Confirm(holder, committed);
        }
        _granted.Clear();
    }

    private async Task<HoldAnswer[]> AskAll()
    {
        var answers = new HoldAnswer[_asked.Length];
        List<int>? elsewhere = null;
        for (var i = 0; i < answers.Length; i++)
        {
            if (Here(_asked[i].Subject, _asked[i].Keys) is { } answer) answers[i] = answer;
            else (elsewhere ??= []).Add(i);
        }
        if (elsewhere is null) return answers;
        var told = await Task.WhenAll(elsewhere.ConvertAll(i => Ask(_asked[i].Subject, _asked[i].Keys, null)));
        for (var n = 0; n < told.Length; n++) answers[elsewhere[n]] = told[n];
        var cold = elsewhere.FindAll(i => answers[i].Verdict == HoldVerdict.Cold);
        if (cold.Count == 0) return answers;
        var histories = await services.Ledger.LoadHistoriesAsync(cold.ConvertAll(i => _asked[i].Subject), CancellationToken.None);
        var second = await Task.WhenAll(cold.Select((i, n) => Ask(_asked[i].Subject, _asked[i].Keys, ClaimRows.Of(histories[n]))));
        for (var n = 0; n < second.Length; n++) answers[cold[n]] = second[n];
        return answers;
    }

    private async Task<(SubjectId, HeldClaim)[]?> TakeInOrder()
    {
        var began = services.MachineTime.GetTimestamp();
        foreach (var (subject, keysOfSubject) in _asked)
        {
            var pause = FirstPause;
            while (true)
            {
                var answer = Here(subject, keysOfSubject) ?? await Ask(subject, keysOfSubject, null);
                if (answer.Verdict == HoldVerdict.Cold)
                    answer = await Ask(subject, keysOfSubject, ClaimRows.Of((await services.Ledger.LoadHistoriesAsync([subject], CancellationToken.None))[0]));
                if (answer.Verdict == HoldVerdict.Granted) break;
                if (answer.Verdict == HoldVerdict.Conflict)
                {
                    await ReleaseAll();
                    // The other subjects may say no as well: the answer names every conflict.
                    var all = ConflictsIn(await AskAll());
                    await ReleaseAll();
                    return all.Length > 0 ? all : Array.ConvertAll(answer.Conflicts, claim => (subject, claim));
                }
                if (services.MachineTime.GetElapsedTime(began) > WaitAtMost)
                {
                    await ReleaseAll();
                    return null;
                }
                await Task.Delay(pause, services.MachineTime);
                if (pause < LongestPause) pause *= 2;
            }
        }
        return [];
    }

    /// <summary>The answer of a subject that is warm on this silo, without a message; null: it has to be asked.</summary>
    private HoldAnswer? Here(SubjectId subject, string[] keysOfSubject)
    {
        if (services.Guards.HoldsOff || services.Guards.SlotsOff || services.Slots.Find(subject) is not { } slot) return null;
        _granted.Add(subject);
        return slot.TryHoldHere(new(holder, keysOfSubject, null) { For = own }, services.MachineTime.GetUtcNow());
    }

    private async Task<HoldAnswer> Ask(SubjectId subject, string[] keysOfSubject, HeldClaim[]? history)
    {
        // Counted as held from the moment of asking: a release too many changes nothing, one too few would block others.
        _granted.Add(subject);
        return await Of(subject).TryHold(new(holder, keysOfSubject, history) { For = own });
    }

    private (SubjectId, HeldClaim)[] ConflictsIn(HoldAnswer[] answers) =>
        [.. answers.SelectMany((answer, i) => answer.Conflicts.Select(claim => (_asked[i].Subject, claim)))];

    private IClaimSubject Of(SubjectId subject) => SubjectGrains.Of(grains, subject);
}
