using System.Globalization;
using Gongshu.Api.Problems;
using Gongshu.Api.Shapes;

namespace Gongshu.Api.Requests;

/// <summary>
/// The header <c>If-Match</c>: one strong entity tag. <c>*</c>, weak tags and lists are refused, since a change names the one version that its
/// author saw. A tag that is none of ours is a version that never was, so it is stale.
/// </summary>
internal static class IfMatch
{
    /// <summary>False with the problem: a malformed header. True with null: none was given.</summary>
    public static bool TryRead(HttpRequest request, out int? version, out Problem? problem)
    {
        version = null;
        problem = null;
        var header = request.Headers.IfMatch;
        if (header.Count == 0) return true;
        if (header is not [{ Length: >= 2 } tag] || tag[0] != '"' || tag[^1] != '"' || tag.AsSpan(1, tag.Length - 2).Contains('"'))
        {
            problem = Problem.Invalid("If-Match", FaultCode.WrongType);
            return false;
        }

        // Canonical digits only: "01" is not the tag that was given out.
        var text = tag.AsSpan(1, tag.Length - 2);
        version = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && text[0] != '0' ? number : int.MaxValue;
        return true;
    }
}
