using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Attachments;

/// <summary>Which of the files that a form names are there and may be named by it. A foreign one is no different from one that does not exist.</summary>
public sealed class AttachmentNaming(ILedger ledger, AttachmentUses uses, AttachmentPatience patience)
{
    /// <param name="corrected">The case that the form corrects: what it named before it may name again.</param>
    internal async Task<IReadOnlySet<string>> AllowedAsync(ApplicationForm form, Actor actor, DateOnly today, CaseNumber? corrected)
    {
        string[] ids = [.. form.Documents.Select(document => document.Attachment).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0) return new HashSet<string>();
        var rows = await ledger.Attachments.FindAsync(ids, CancellationToken.None);
        var allowed = rows.Where(row => AttachmentRules.MayName(row, form.Applicant, actor, today, patience)).Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        if (corrected is not { } number || allowed.Count == rows.Length) return allowed;
        var named = await uses.OfAsync([.. rows.Select(row => row.Id)]);
        allowed.UnionWith(rows.Select(row => row.Id).Where(id => named[id].Any(match => match.Case == number)));
        return allowed;
    }
}
