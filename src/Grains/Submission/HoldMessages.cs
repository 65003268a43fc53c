using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;
using Orleans.Runtime;

namespace Gongshu.Grains.Submission;

/// <summary>
/// What the holds of one attempt say to subjects that have no slot here: one message to the desk of each silo where some are likely to be, and one to the grain of each
/// that is likely to be on this one. A desk that cannot be reached (its silo is gone, or older than desks) is passed over: then each grain is told by itself.
/// </summary>
internal sealed class HoldMessages(IGrainFactory grains, SubmissionServices services, string holder, CaseNumber? own)
{
    /// <param name="histories">Of subjects that answered <see cref="HoldVerdict.Cold"/>, one for each.</param>
    /// <returns>As many answers, in the same order.</returns>
    public async Task<HoldAnswer[]> Ask(IReadOnlyList<AskedSubject> subjects, SubjectHistory[]? histories = null)
    {
        if (subjects.Count == 1 && WayTo(subjects[0]) is null) return [await Of(subjects[0]).TryHold(Request(0))];
        var answers = new HoldAnswer[subjects.Count];
        var groups = Enumerable.Range(0, answers.Length).GroupBy(i => WayTo(subjects[i]));
        await Task.WhenAll(groups.Select(group => group.Key is { } desk ? AskDesk(desk, [.. group]) : AskGrains(group)));
        return answers;

        async Task AskDesk(OtherDesk desk, int[] which)
        {
            try
            {
                var told = await desk.Desk.TryHold(Array.ConvertAll(which, i => new SubjectHold(subjects[i].Subject, Request(i))));
                for (var n = 0; n < which.Length; n++) answers[which[n]] = told[n];
            }
            catch (OrleansException)
            {
                foreach (var i in which) subjects[i].Desk = null;
                await AskGrains(which);
            }
        }

        Task AskGrains(IEnumerable<int> which) => Task.WhenAll(which.Select(async i => answers[i] = await Of(subjects[i]).TryHold(Request(i))));

        HoldRequest Request(int i)
        {
            subjects[i].MayHold = true;
            return new(holder, subjects[i].Keys, histories is null ? null : ClaimRows.Of(histories[i])) { For = own };
        }
    }

    public async Task Release(IEnumerable<AskedSubject> subjects)
    {
        foreach (var group in subjects.GroupBy(LivingDesk))
        {
            if (group.Key is { } desk) await desk.Desk.Release(holder, [.. group.Select(asked => asked.Subject)]);
            else foreach (var asked in group) await Of(asked).Release(holder);
        }
    }

    public async Task Confirm(IEnumerable<(AskedSubject Asked, HeldClaim[] Rows)> subjects)
    {
        foreach (var group in subjects.GroupBy(confirmed => LivingDesk(confirmed.Asked)))
        {
            if (group.Key is { } desk) await desk.Desk.Confirm(holder, [.. group.Select(confirmed => new ConfirmedClaims(confirmed.Asked.Subject, confirmed.Rows))]);
            else foreach (var (asked, rows) in group) await Of(asked).Confirm(holder, rows);
        }
    }

    /// <summary>A subject with a slot here has its grain here, whatever the placement of today says.</summary>
    private OtherDesk? WayTo(AskedSubject asked)
    {
        if (!asked.HasWay)
        {
            asked.HasWay = true;
            if (!services.Guards.SlotsOff && services.Slots.Find(asked.Subject) is null) asked.Desk = services.Desks.For(Of(asked));
        }
        return LivingDesk(asked);
    }

    private static OtherDesk? LivingDesk(AskedSubject asked) => asked.Desk is { IsActive: true } desk ? desk : null;

    private IClaimSubject Of(AskedSubject asked) => SubjectGrains.Of(grains, asked.Subject);
}
