using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>
/// The holds of one attempt to submit (<c>architecture.md</c> §2, steps 2 and 3). First all subjects at once; when a foreign hold is met, everything
/// is let go and the subjects are asked one after another in ascending order, waiting at each foreign hold: ascending order cannot deadlock,
/// and of overlapping rosters at least one gets through. A subject that is warm on this silo is asked in its slot, those of each other silo by one message.
/// </summary>
/// <param name="own">The case that asks for its own keys again; null: a new one.</param>
internal sealed class Holds(IGrainFactory grains, SubmissionServices services, string holder, IEnumerable<ClaimKey> keys, CaseNumber? own = null)
{
    /// <summary>How long an attempt waits for foreign holds before it answers 503.</summary>
    public static readonly TimeSpan WaitAtMost = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(4), LongestPause = TimeSpan.FromMilliseconds(64);

    private readonly AskedSubject[] _asked = InOrder(keys);
    private readonly HoldMessages _messages = new(grains, services, holder, own);

    /// <summary>Identifies this attempt to the subjects; a retry of the same operation is another holder, so a late release cannot free it.</summary>
    public string Holder => holder;

    /// <returns>Granted with nothing in conflict; or the committed claims that say no; or null: foreign holds did not end in time. Unless granted, nothing is held.</returns>
    public async Task<(SubjectId Subject, HeldClaim Claim)[]?> Take()
    {
        var answers = await AskAll();
        if (Array.TrueForAll(answers, answer => answer.Verdict == HoldVerdict.Granted)) return [];
        var conflicts = ConflictsIn(answers);
        await ReleaseAll();
        return conflicts.Length > 0 ? conflicts : await TakeInOrder();
    }

    /// <summary>Lets every subject go on. One way: a lost message only costs the others a wait until the deadline.</summary>
    public async Task ReleaseAll()
    {
        List<AskedSubject>? elsewhere = null;
        foreach (var asked in _asked)
        {
            if (!asked.MayHold) continue;
            asked.MayHold = false;
            if (SlotOf(asked)?.Release(holder) != true) (elsewhere ??= []).Add(asked);
        }
        if (elsewhere is not null) await _messages.Release(elsewhere);
    }

    /// <summary>The subjects whose memory proved wrong start from the ledger again.</summary>
    public async Task Forget(IEnumerable<SubjectId> subjects)
    {
        foreach (var subject in subjects) await services.News.Forget(subject);
    }

    /// <summary>As <see cref="Forget"/>, for every subject asked; ends the holds with the rest.</summary>
    public async Task ForgetAll()
    {
        await Forget(from asked in _asked where asked.MayHold select asked.Subject);
        foreach (var asked in _asked) asked.MayHold = false;
    }

    /// <summary>The case is committed: its claims join what the subjects remember, the holds end.</summary>
    /// <param name="of">What the claims have in common.</param>
    /// <param name="claims">All of them of subjects of this attempt.</param>
    public async Task Confirm(ClaimedCase of, ClaimInsert[] claims)
    {
        var ofSubject = claims.ToLookup(claim => claim.Key.Subject);
        List<(AskedSubject, HeldClaim[])>? elsewhere = null;
        foreach (var asked in _asked)
        {
            asked.MayHold = false;
            var rows = ClaimRows.Of([.. ofSubject[asked.Subject]], of);
            if (SlotOf(asked)?.Confirm(holder, rows) != true) (elsewhere ??= []).Add((asked, rows));
        }
        if (elsewhere is not null) await _messages.Confirm(elsewhere);
    }

    private async Task<HoldAnswer[]> AskAll()
    {
        var answers = new HoldAnswer?[_asked.Length];
        for (var i = 0; i < answers.Length; i++) answers[i] = Here(_asked[i]);
        if (Unanswered(answers) is not { Count: > 0 } cold) return answers!;
        await ReadHere(cold, answers);
        if (Unanswered(answers) is not { Count: > 0 } elsewhere) return answers!;
        var told = await _messages.Ask(elsewhere.ConvertAll(i => _asked[i]));
        for (var n = 0; n < told.Length; n++) answers[elsewhere[n]] = told[n];
        cold = elsewhere.FindAll(i => answers[i]!.Verdict == HoldVerdict.Cold);
        if (cold.Count == 0) return answers!;
        var second = await _messages.Ask(cold.ConvertAll(i => _asked[i]), await Histories(cold));
        for (var n = 0; n < second.Length; n++) answers[cold[n]] = second[n];
        return answers!;
    }

    private static List<int>? Unanswered(HoldAnswer?[] answers)
    {
        List<int>? missing = null;
        for (var i = 0; i < answers.Length; i++)
            if (answers[i] is null) (missing ??= []).Add(i);
        return missing;
    }

    /// <summary>Of these subjects, those that are cold and this silo's to answer for: one reading for all of them.</summary>
    private async Task ReadHere(List<int> cold, HoldAnswer?[] answers)
    {
        if (!UsesSlots) return;
        var now = services.MachineTime.GetUtcNow();
        var here = cold.FindAll(i => services.Slots.FindOrAdd(_asked[i].Subject)?.TryBeginReadHere(now) == true);
        if (here.Count == 0) return;
        var histories = await Histories(here);
        for (var n = 0; n < histories.Length; n++) answers[here[n]] = Here(_asked[here[n]], services.Slots.MemoryOf(ClaimRows.Of(histories[n]), now));
    }

    private Task<SubjectHistory[]> Histories(List<int> which) => services.Histories.AskAsync([.. which.Select(i => _asked[i].Subject)], CancellationToken.None);

    private async Task<(SubjectId, HeldClaim)[]?> TakeInOrder()
    {
        var began = services.MachineTime.GetTimestamp();
        foreach (var asked in _asked)
        {
            var pause = FirstPause;
            while (true)
            {
                var answer = Here(asked) ?? (await _messages.Ask([asked]))[0];
                if (answer.Verdict == HoldVerdict.Cold) answer = (await _messages.Ask([asked], await services.Histories.AskAsync([asked.Subject], CancellationToken.None)))[0];
                if (answer.Verdict == HoldVerdict.Granted) break;
                if (answer.Verdict == HoldVerdict.Conflict)
                {
                    await ReleaseAll();
                    // The other subjects may say no as well: the answer names every conflict.
                    var all = ConflictsIn(await AskAll());
                    await ReleaseAll();
                    return all.Length > 0 ? all : Array.ConvertAll(answer.Conflicts, claim => (asked.Subject, claim));
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

    private bool UsesSlots => !services.Guards.HoldsOff && !services.Guards.SlotsOff;

    /// <summary>The answer of a subject that this silo answers for, without a message; null: it is cold, or it has to be asked.</summary>
    private HoldAnswer? Here(AskedSubject asked, SubjectMemory? read = null)
    {
        if (!UsesSlots || services.Slots.Find(asked.Subject) is not { } slot) return null;
        (asked.Slot, asked.MayHold) = (slot, true);
        return slot.TryHoldHere(new(holder, asked.Keys, null) { For = own }, services.MachineTime.GetUtcNow(), read);
    }

    /// <summary>Where the subject's holds end without a message; null: its grain is to be told.</summary>
    private SubjectSlot? SlotOf(AskedSubject asked) => asked.Slot is { } slot && services.Slots.Answers(slot) ? slot : services.Slots.Find(asked.Subject);

    private (SubjectId, HeldClaim)[] ConflictsIn(HoldAnswer[] answers)
    {
        List<(SubjectId, HeldClaim)>? conflicts = null;
        for (var i = 0; i < answers.Length; i++)
            foreach (var claim in answers[i].Conflicts) (conflicts ??= []).Add((_asked[i].Subject, claim));
        return conflicts is null ? [] : [.. conflicts];
    }

    private static AskedSubject[] InOrder(IEnumerable<ClaimKey> keys)
    {
        ClaimKey[] sorted = [.. keys];
        Array.Sort(sorted);
        var all = new List<AskedSubject>(sorted.Length);
        for (var from = 0; from < sorted.Length;)
        {
            var end = from + 1;
            while (end < sorted.Length && sorted[end].Subject == sorted[from].Subject) end++;
            all.Add(new(sorted[from].Subject, KeysOf(sorted.AsSpan(from..end))));
            from = end;
        }
        return [.. all];
    }

    /// <summary>Each once.</summary>
    private static string[] KeysOf(ReadOnlySpan<ClaimKey> ofOneSubject)
    {
        var keys = new List<string>(ofOneSubject.Length);
        foreach (var key in ofOneSubject)
            if (keys.Count == 0 || keys[^1] != key.Key) keys.Add(key.Key);
        return [.. keys];
    }
}
