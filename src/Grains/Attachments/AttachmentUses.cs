using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Attachments;

/// <summary>
/// Which cases name a file: a trace that is committed with the case, so that no clean-up can miss it. A case that named a file once keeps it, also
/// after a correction: its events name it for ever.
/// </summary>
public sealed class AttachmentUses(ILedger ledger, Pseudonymiser pseudonyms)
{
    private static readonly string Kind = TraceKind.Attachment.ToString();

    public static Trace[] TracesOf(IEnumerable<string> ids, string applicant, CaseNumber number, Pseudonymiser pseudonyms) =>
        [.. ids.Distinct(StringComparer.Ordinal).Select(id => new Trace(TraceKind.Attachment, pseudonyms.TraceToken(Kind, id), applicant, number, 1))];

    /// <summary>For each id the cases that name it, with their applicants; one round trip.</summary>
    public async Task<ILookup<string, TraceMatch>> OfAsync(IReadOnlyCollection<string> ids)
    {
        var byToken = ids.Distinct(StringComparer.Ordinal).ToDictionary(id => pseudonyms.TraceToken(Kind, id));
        var matches = await ledger.FindTracesAsync([.. byToken.Keys.Select(token => (TraceKind.Attachment, token))], CancellationToken.None);
        return matches.ToLookup(match => byToken[match.Token], StringComparer.Ordinal);
    }
}
