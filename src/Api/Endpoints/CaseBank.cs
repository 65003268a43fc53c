using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Endpoints;

/// <summary>The account to which a case is paid: the application's own, or by default the enterprise's confirmed one, masked like the other.</summary>
internal static class CaseBank
{
    /// <summary>An enterprise that nobody knows leaves the case without an account; it does not hide the case.</summary>
    public static async Task<CaseView?> ShowAsync(IGrainFactory grains, CaseView? view, Actor actor) => view is { Bank: null }
        ? view with { Bank = (await grains.Enterprise(view.Applicant.Uscc).Get(actor))?.Bank }
        : view;

    public static async Task<Answer<CaseView>> ShowAsync(IGrainFactory grains, Answer<CaseView> answer, Actor actor) =>
        answer.Value is { } view ? answer with { Value = await ShowAsync(grains, view, actor) } : answer;
}
