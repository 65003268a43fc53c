using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Gongshu.StaffConsole.SignIn;

namespace Gongshu.StaffConsole.Texts;

/// <summary>The language of the pages: Chinese, unless the reader switched to English.</summary>
internal sealed class Speech(IHttpContextAccessor accessor)
{
    private const string Cookie = "__Host-gongshu-lang", EnglishCode = "en";

    public bool English { get; } = accessor.HttpContext?.Request.Cookies[Cookie] == EnglishCode;

    /// <summary>For <c>lang</c>.</summary>
    public string Tag => English ? "en" : "zh-CN";

    public string Say(string zh, string en) => English ? en : zh;

    public string Say(Words words) => Say(words.Zh, words.En);

    internal static void Switch(HttpContext http, bool english) => http.Response.Cookies.Append(
        Cookie, english ? EnglishCode : "zh", new CookieOptions { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365) });
}

internal static class SpeechSwitch
{
    public static void MapSpeech(this IEndpointRouteBuilder app) => app.MapPost("/language", Switch).AllowAnonymous().ExcludeFromDescription();

    private static void Switch(HttpContext http, [FromForm] string? to, [FromForm] string? returnUrl)
    {
        Speech.Switch(http, english: to == "en");
        http.Response.Redirect(ReturnUrl.Local(returnUrl));
    }
}
