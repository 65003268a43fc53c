using System.Security.Claims;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gongshu.StaffConsole.Parts;

/// <summary>What every page and part has at hand: the API, the language, the request, and who asks.</summary>
public abstract class ConsolePart : ComponentBase
{
    [Inject]
    internal GongshuApi Api { get; init; } = null!;

    [Inject]
    internal Speech Speech { get; init; } = null!;

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    protected ClaimsPrincipal Me => Http.User;

    /// <summary>This page's address, query included: what a form comes back to.</summary>
    protected string Here => Http.Request.Path + Http.Request.QueryString;

    /// <summary>
    /// The status of a page that has something to say all the same. Set when the answer starts: a 404 that the renderer sees is left to the page of the pipeline.
    /// </summary>
    protected void AnswerWith(int status) => Http.Response.OnStarting(() =>
    {
        Http.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>The text in the reader's language; both stand next to the markup that shows them.</summary>
    protected string Say(string zh, string en) => Speech.Say(zh, en);

    protected string Say(Words words) => Speech.Say(words);
}
