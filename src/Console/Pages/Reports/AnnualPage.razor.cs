using System.Globalization;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Parts.Charts;
using Gongshu.StaffConsole.SignIn;
using Gongshu.StaffConsole.Texts;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Reports;

public partial class AnnualPage
{
    private const int MostBars = 10;
    private const decimal TwiceTheTarget = 200;

    private AnnualReport? _report;
    private ReportInputs? _inputs;
    private Problem? _problem, _inputProblem;
    private ReportInputsForm _form = new();
    private bool _nothing;
    private int _year;

    // A form that was sent has to be on the page until it is handled.
    private bool _sent;

    /// <summary>Null: the year of the policy clock.</summary>
    [SupplyParameterFromQuery]
    public string? Year { get; set; }

    [SupplyParameterFromQuery]
    public string? Entered { get; set; }

    [SupplyParameterFromForm(FormName = "inputs")]
    public ReportInputsForm? Inputs { get; set; }

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private bool MayEnter => Me.Has("leader", "admin");

    private string InputsPath => AnnualReport.Path(_year) + "/inputs";

    protected override async Task OnInitializedAsync()
    {
        _sent = Inputs is not null;
        _year = Addresses.Number(Year) ?? (await Api.GetAsync<IntakeWindow>("/windows/current")).Value?.Today?.Year ?? TimeProvider.System.GetUtcNow().Year;
        var answer = await Api.GetAsync<AnnualReport>(AnnualReport.Path(_year));
        (_report, _problem, _nothing) = (answer.Value, answer.Problem, answer.Problem?.Is("report-without-data") == true);
        if (answer.Problem is not null && !_nothing) AnswerWith(answer.Status);
        _inputs = _report is { } report ? report.Inputs : (await Api.GetAsync<ReportInputs>(InputsPath)).Value;
        _form = Inputs ?? ReportInputsForm.Of(_inputs);
    }

    private async Task EnterAsync()
    {
        _sent = false;
        var answer = await Api.PutAsync<ReportInputs>(InputsPath, _form.Body(), _form.Version);
        if (answer.IsValue)
        {
            Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"/reports?year={_year}&entered=true"));
            return;
        }

        _inputProblem = answer.Problem;

        // Somebody entered them meanwhile: the page shows what stands, and what was typed goes on from there.
        if (_inputProblem.Is("stale-version")) _form.Version = _inputs?.Version;
    }

    private ChartBar[] TargetBars(AnnualReport report) => Array.ConvertAll(report.Targets, target => new ChartBar(
        NameOf(target.Target),
        target.Actual is { } actual ? (actual / target.AtLeast * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%" : Say("待填报", "not entered"),
        Math.Min(TwiceTheTarget, (target.Actual ?? 0) / target.AtLeast * 100)));

    private string NameOf(ReportRow row) => $"{Terms.Clause(row.Programme)} {Say(Terms.Programme(row.Programme))}";

    private string NameOf(string target) => target switch
    {
        "highSkilledTrained" => Say("培养高技能人才", "High-skilled workers trained"),
        "employmentTraining" => Say("就业技能培训", "Employment training"),
        "migrantTraining" => Say("进城务工人员培训", "Migrant workers trained"),
        "contests" => Say("技能比武竞赛", "Contests"),
        "highSkilledShare" => Say("高技能人才占比", "Share of high-skilled"),
        _ => target,
    };
}
