using System.Text;
using Microsoft.Net.Http.Headers;

namespace Gongshu.Api.Answers;

/// <summary>The headers of a file that bears a client's name: saved, never shown in place; its name as RFC 6266 has it, in ASCII and in full.</summary>
internal static class FileHeaders
{
    public static void Tell(HttpResponse response, string mediaType, string name, long length)
    {
        response.ContentType = mediaType;
        response.ContentLength = length;
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = Ascii(name), FileNameStar = name }.ToString();
    }

    private static string Ascii(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name) plain.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_');
        return plain.ToString();
    }
}
