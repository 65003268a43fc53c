using Microsoft.Net.Http.Headers;

namespace Gongshu.Api.Problems;

/// <summary>Chinese, unless the caller prefers English. Codes never change.</summary>
internal static class Language
{
    public static bool IsEnglish(HttpContext http)
    {
        if (!StringWithQualityHeaderValue.TryParseList(http.Request.Headers.AcceptLanguage, out var asked)) return false;
        double chinese = 0, english = 0;
        foreach (var language in asked)
        {
            var quality = language.Quality ?? 1;
            if (language.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase)) english = Math.Max(english, quality);
            else if (language.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) chinese = Math.Max(chinese, quality);
        }

        return english > chinese;
    }

    public static void Tell(HttpResponse response, bool english)
    {
        response.Headers.ContentLanguage = english ? "en" : "zh-CN";
        response.Headers.Vary = "Accept-Language";
    }
}
