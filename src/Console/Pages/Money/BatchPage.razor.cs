using System.Text;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Parts.Money;
using Gongshu.StaffConsole.SignIn;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Money;

public partial class BatchPage
{
    private Batch? _batch;
    private Reconciliation? _bank;
    private Problem? _problem;
    private BankAnswersForm _answers = new();
    private Dictionary<string, string> _fields = [];
    private HashSet<string> _faults = [];
    private string _key = Several.NewKey();

    // A form that was sent has to be on the page until it is handled, whatever became of the batch: which one.
    private string? _sent;

    [Parameter]
    public string BatchId { get; set; } = "";

    /// <summary>The page of its lines, from 1 on.</summary>
    [SupplyParameterFromQuery]
    public string? Page { get; set; }

    /// <summary><c>released</c> or <c>recorded</c>: what was just done.</summary>
    [SupplyParameterFromQuery]
    public string? Done { get; set; }

    [SupplyParameterFromForm(FormName = "release")]
    public ReleaseForm? Release { get; set; }

    [SupplyParameterFromForm(FormName = "return")]
    public ReturnForm? Return { get; set; }

    [SupplyParameterFromForm(FormName = "answers")]
    public BankAnswersForm? Answers { get; set; }

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private int LinesPage => Math.Clamp(Addresses.Number(Page) ?? 1, 1, BatchLines.PagesOf(_batch!));

    // A hint: who took a stage in a case of it is told by the API.
    private bool MayRelease => Me.Has("finance") && _batch is { IsReleased: false } batch && batch.SealedBy != Me.Id();

    private bool MayAnswer => Me.Has("finance") && _batch is { IsReleased: true };

    protected override async Task OnInitializedAsync()
    {
        _answers = Answers ?? new();
        _sent = Release is not null ? "release" : Return is not null ? "file" : Answers is not null ? "answers" : null;
        _key = Release?.Key ?? Return?.Key ?? Answers?.Key ?? _key;
        await ReadAsync();
        if (_batch is null && _problem is { } problem) AnswerWith(problem.Status);
    }

    private async Task ReadAsync()
    {
        var answer = await Api.GetAsync<Batch>(Batch.Path(BatchId));
        (_batch, _problem) = (answer.Value, answer.Problem);
        _bank = _batch is null ? null : (await Api.GetAsync<Reconciliation>(Batch.Path(BatchId) + "/reconciliation")).Value;
    }

    private async Task ReleaseAsync()
    {
        _sent = null;
        if (_batch is null) return;
        await ShowAsync(await Api.PostAsync<Batch>(Batch.Path(BatchId) + "/release", new NothingAsked(), Release?.Version, _key), "released");
    }

    private async Task TakeFileAsync()
    {
        _sent = null;
        if (_batch is null || Return is not { } form) return;
        var path = Batch.Path(BatchId) + "/results";
        if (form.File is { Length: > 0 } file)
        {
            await using var content = file.OpenReadStream();
            await ShowAsync(await Api.UploadAsync<Batch>(path, content, file.FileName, "application/octet-stream", form.Version, _key), "recorded");
        }
        else if (Typed.Text(form.Pasted) is null)
        {
            _problem = new() { Code = "required", Title = Say("请选择文件，或者粘贴回单内容", "Choose a file, or paste rows"), Status = 422 };
        }
        else
        {
            using var rows = new StringContent(form.Pasted!, Encoding.UTF8, "text/csv");
            await ShowAsync(await Api.PostContentAsync<Batch>(path, rows, form.Version, _key), "recorded");
        }
    }

    private async Task TakeAnswersAsync()
    {
        _sent = null;
        if (_batch is null) return;
        if (_answers.Answered.Length == 0)
        {
            _problem = new() { Code = "required", Title = Say("没有选择任何一笔的回单", "Nothing is chosen"), Status = 422 };
            return;
        }

        _fields = _answers.Fields();
        await ShowAsync(await Api.PostAsync<Batch>(Batch.Path(BatchId) + "/results", _answers.Body(), _answers.Version, _key), "recorded");
        _faults = [.. (_problem?.Errors ?? []).Select(fault => _fields.GetValueOrDefault(fault.Pointer)).OfType<string>()];
    }

    private async Task ShowAsync(Answer<Batch> answer, string done)
    {
        if (answer.IsValue)
        {
            Navigation.NavigateTo(Addresses.With($"/batches/{answer.Value.BatchId}", ("page", Page), ("done", done)));
            return;
        }

        // What stands now is shown; what was typed stays, and is sent again only by a person who has seen it.
        await ReadAsync();
        (_problem, _key) = (answer.Problem, Several.NewKey());
    }

    private string Officer(string id) => id == "system" ? Say("系统自动（受理期截止）", "by itself, at the window's end") : id;

    public sealed class ReleaseForm
    {
        public int? Version { get; set; }
        public string? Key { get; set; }
    }
}
