using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.SignIn;
using Gongshu.StaffConsole.Texts;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Money;

public partial class WindowPage
{
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["/opensOn"] = "opens-on",
        ["/closesOn"] = "closes-on",
        ["/reason"] = "move-reason",
    };

    private WindowFile? _window;
    private Problem? _problem;
    private MoveForm _form = new();

    // A form that was sent has to be on the page until it is handled, also when the window was settled meanwhile.
    private bool _sent;

    [Parameter]
    public string Window { get; set; } = "";

    [SupplyParameterFromQuery]
    public string? Moved { get; set; }

    [SupplyParameterFromForm(FormName = "move")]
    public MoveForm? Move { get; set; }

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private bool MayMove => Me.Has("leader") && _window?.Status is not "settled";

    protected override async Task OnInitializedAsync()
    {
        _form = Move ?? new();
        _sent = Move is not null;
        var answer = await Api.GetAsync<WindowFile>(WindowFile.Path(Window));
        (_window, _problem) = (answer.Value, answer.Problem);
        if (_window is null)
        {
            AnswerWith(answer.Status);
            return;
        }

        _form.Version ??= _window.Version;
        _form.Key ??= Several.NewKey();
    }

    private async Task MoveAsync()
    {
        _sent = false;
        if (_window is null) return;

        // The form shows both days; what was left as it is, is not asked for: a day that has passed does not move.
        var asked = new MoveAsked
        {
            OpensOn = Changed(_form.OpensOn, _window.OpensOn),
            ClosesOn = Changed(_form.ClosesOn, _window.ClosesOn),
            Reason = _form.Reason?.Trim() ?? "",
        };
        var answer = await Api.PostAsync<WindowFile>(WindowFile.Path(Window) + "/overrides", asked, _form.Version, _form.Key);
        if (answer.IsValue)
        {
            Navigation.NavigateTo($"/windows/{_window.Id}?moved=true");
            return;
        }

        _problem = answer.Problem;
        if (!_problem.Is("stale-version")) return;

        // Somebody moved it meanwhile: what was typed goes on from what stands now, which the page shows.
        (_form.Version, _form.Key) = (_window.Version, Several.NewKey());
    }

    private static string? Changed(string? typed, DateOnly stands) => string.IsNullOrWhiteSpace(typed) || typed == Show.Iso(stands) ? null : typed.Trim();

    private string? Bad(string pointer) => _problem?.InvalidAt(pointer);

    private string Next(WindowFile window)
    {
        var undecided = window.Totals.Undecided;
        return window.Status switch
        {
            "scheduled" => Say("尚未开始受理；到开始日自动开放。", "Not open yet; it opens by itself on its first day."),
            "open" => undecided.Cases == 0
                ? Say("正在受理。截止后如没有未审结的案件，系统自动结算。", "Open. After its end it settles by itself if nothing is undecided.")
                : Say($"正在受理。目前 {undecided.Cases} 件未审结；截止后仍有未审结案件的，由财务办理结算。", $"Open. {undecided.Cases} cases are undecided now; with any left after its end, finance settles it."),
            "closed" => undecided.Cases == 0
                ? Say("已截止，案件均已审结，系统即将自动结算；财务也可以立即办理。", "Closed and all decided: it settles by itself soon, or finance does it now.")
                : Say($"已截止，还有 {undecided.Cases} 件未审结。请先审结，或由财务结转后结算。", $"Closed, with {undecided.Cases} cases undecided: decide them, or let finance carry them over."),
            _ => Say("已结算。拨付进度见“结算与拨付”。", "Settled. How far the payments are: see “Closing and payment”."),
        };
    }

    public sealed class MoveForm
    {
        /// <summary>The version of the window that was shown.</summary>
        public int? Version { get; set; }

        /// <summary>Of the form as it was shown: sent twice, it moves once.</summary>
        public string? Key { get; set; }

        public string? OpensOn { get; set; }
        public string? ClosesOn { get; set; }
        public string? Reason { get; set; }
    }
}
