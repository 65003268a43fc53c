using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Drafts;
using Gongshu.StaffConsole.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gongshu.StaffConsole.Pages.Counter;

public partial class CounterPage
{
    private static readonly Dictionary<string, string> HeadFields = new(StringComparer.Ordinal)
    {
        ["/receivedOnPaper/on"] = "PaperOn",
        ["/receivedOnPaper/register"] = "PaperRegister",
        ["/contact/name"] = "ContactName",
        ["/contact/phone"] = "ContactPhone",
        ["/bank/bankName"] = "BankName",
        ["/bank/accountName"] = "AccountName",
        ["/bank/accountNumber"] = "AccountNumber",
        ["/requestedAmount"] = "RequestedAmount",
        ["/trainingPlan"] = "Reference",
        ["/competition"] = "Reference",
        ["/masterStudio"] = "Reference",
        ["/lines"] = "roster",
        ["/documents"] = "papers",
    };

    // So many lines are judged as soon as they are read; more take the contract seconds, and are judged by the button.
    private const int MostRead = 1_000;

    private Draft? _draft;
    private ApplicantFound? _applicant;
    private ThingToChoose[] _things = [];
    private Problem? _problem, _rosterProblem;
    private string? _became, _advice, _pasted, _paperFault;
    private bool _lookAt, _wrong;
    private int _page = 1;
    private int? _open;

    [Parameter]
    public string Id { get; set; } = "";

    [SupplyParameterFromForm(FormName = "counter")]
    public CounterForm? Entry { get; set; }

    [Inject]
    private DraftStore Drafts { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private string Owner => Me.Id() ?? "";

    protected override async Task OnInitializedAsync()
    {
        Take(await Drafts.FindAsync(Owner, Id, Http.RequestAborted));
        if (_draft is null)
        {
            if (_became is not null && Entry is null) Navigation.NavigateTo("/cases/" + _became);
            AnswerWith(StatusCodes.Status404NotFound);
            return;
        }

        // What saves itself is answered by the verdicts alone.
        if (Entry?.Command == "typing") return;
        _applicant = (await Api.GetAsync<ApplicantFound>("/enterprises/" + Uri.EscapeDataString(_draft.Uscc))).Value;
        _things = await ThingsAsync(_draft);
    }

    private void Take(Draft? draft)
    {
        _became = draft?.Became;
        _draft = _became is null ? draft : null;
    }

    private async Task HandleAsync()
    {
        if (_draft is null || Entry is not { } form) return;
        (_page, _wrong, _open) = (Math.Max(1, form.Page), form.Wrong, form.Open);
        var command = (form.Command ?? "check").Split('-', 2);
        var read = command[0] is "read" ? await ReadRosterAsync(form) : null;
        var paper = command is ["upload", var kind] ? await UploadAsync(kind) : null;
        await ChangeAsync(draft =>
        {
            if (!form.Apply(draft)) return false;
            Do(draft, form, command, read, paper);
            return true;
        });
        if (_draft is null) return;
        if (command[0] == "submit") await SubmitAsync();
        else if (command[0] is not "page") await CheckAsync(whole: command[0] is "check" || command[0] is "read" && _draft.Lines.Count <= MostRead);
        if (_open is null && _draft?.Check is { } check && !check.Lines.Keys.Any(check.IsWrong)) _wrong = false;
    }

    private async Task ChangeAsync(Func<Draft, bool> change)
    {
        var changed = await Drafts.ChangeAsync(Owner, Id, change, Http.RequestAborted);
        Take(changed?.Draft);
        if (changed is { Kept: false }) _advice = Say("草稿过大，未能保存。请减少名册行数。", "The draft is too large and was not saved: take lines out of the roster.");
    }

    // The buttons of the form that are not its own.
    private void Do(Draft draft, CounterForm form, string[] command, RosterRead? read, DraftPaper? paper)
    {
        switch (command)
        {
            case ["page", var page]:
                _page = Number(page);
                break;
            case ["edit", var line]:
                _open = Number(line);
                break;
            case ["close"]:
                _open = null;
                break;
            case ["wrong"]:
                (_wrong, _page) = (!form.Wrong, 1);
                break;
            case ["add"]:
                _open = draft.NextLine;
                draft.Lines.Add(new() { Line = draft.NextLine });
                (_wrong, _page) = (false, int.MaxValue);
                break;
            case ["drop", var line]:
                draft.Lines.RemoveAll(one => one.Line == Number(line));
                draft.Check?.Lines.Remove(Number(line));
                if (_open == Number(line)) _open = null;
                break;
            case ["clear"]:
                (draft.Lines, draft.Check, _open) = ([], null, null);
                break;
            case ["papers"]:
                draft.Papers = [.. draft.Papers.Select(one => one with { OnPaper = one.Attachment is null })];
                break;
            case ["unload", var kind]:
                draft.Papers = [.. draft.Papers.Select(one => one.Kind == kind ? one with { Attachment = null, Name = null } : one)];
                break;
            case ["upload", _] when paper is not null:
                draft.Papers = [.. draft.Papers.Select(one => one.Kind == paper.Kind ? one with { OnPaper = false, Attachment = paper.Attachment, Name = paper.Name } : one)];
                break;
            case ["read", var where] when read is not null:
                if (RosterIntake.Put(draft, read, where == "replace"))
                {
                    (_open, _page, _pasted) = (null, 1, null);
                    _wrong = read.Faulty.Length > 0;
                }
                else _advice = Say("一份申请最多 5,000 行，没有读入。", "An application has at most 5,000 lines; nothing was taken in.");
                break;
        }
    }

    private async Task<RosterRead?> ReadRosterAsync(CounterForm form)
    {
        _pasted = form.Pasted;
        Answer<RosterRead> answer;
        if (Http.Request.Form.Files["roster"] is { Length: > 0 } file)
        {
            await using var content = file.OpenReadStream();
            answer = await Api.UploadAsync<RosterRead>("/applications/rosters", content, file.FileName, file.ContentType);
        }
        else
        {
            if (string.IsNullOrWhiteSpace(form.Pasted)) return null;
            answer = await RosterIntake.ReadPastedAsync(Api, form.Pasted);
        }

        _rosterProblem = answer.Problem;
        return answer.Value;
    }

    private async Task<DraftPaper?> UploadAsync(string kind)
    {
        if (Http.Request.Form.Files["paper-" + kind] is not { Length: > 0 } file)
        {
            _paperFault = Say("请先选择文件。", "Choose a file first.");
            return null;
        }

        await using var content = file.OpenReadStream();
        var answer = await Api.UploadAsync<Uploaded>("/attachments", content, file.FileName, file.ContentType);
        if (answer.Problem is { } problem) _paperFault = problem.Detail ?? problem.Title;
        return answer.Value is { } uploaded ? new(kind, "", "", false, uploaded.Id, uploaded.Name) : null;
    }

    private async Task CheckAsync(bool whole)
    {
        var draft = _draft!;
        var live = draft.Lines.Count <= DraftPrecheck.MostLive;
        int? only = whole || live ? null : _open;
        if (!whole && !live && only is null) return;
        var of = Digest(draft, only);
        if (draft.Check?.Of == of) return;
        var check = await DraftPrecheck.AskAsync(Api, Speech, draft, only);
        check.Of = check.Refused is null ? of : "";
        await ChangeAsync(now =>
        {
            now.Check = check;
            return true;
        });
    }

    private async Task SubmitAsync()
    {
        var draft = _draft!;
        DraftLine[] lines = [.. draft.Lines];
        var body = ApplicationBody.Of(draft, lines);
        var answer = draft.CaseNumber is { } number
            ? await Api.PostAsync<CaseFile>(CaseFile.Path(number) + "/resubmission", body, draft.Version, draft.Key)
            : await Api.PostAsync<CaseFile>("/applications", body, key: draft.Key);
        if (answer.IsValue)
        {
            // What is kept of it is its number alone, for a form that is sent once more.
            await ChangeAsync(now =>
            {
                (now.Became, now.Lines, now.Head, now.Check) = (answer.Value.CaseNumber, [], new(), null);
                return true;
            });
            Navigation.NavigateTo($"/cases/{answer.Value.CaseNumber}?entered=true#papers");
            return;
        }

        _problem = answer.Problem;
        _lookAt = _problem.Is("idempotency-key-reused");
        if (_lookAt) _advice = Say("上一次提交其实已经成功，此后内容又有改动。请先核对已建的案件，再决定是否删除本草稿。", "The submission before went through, and the draft was changed since: look at that case first.");
        else if (_problem.Status >= 500) _advice = Say("提交结果不明。请再按一次“提交”：同一份草稿只会建立一个案件。", "Whether it went through is not known. Press the button again: one draft makes one case only.");
        else if (_problem.Is("invalid-request"))
        {
            var check = new DraftCheck();
            DraftPrecheck.Note(check, _problem, lines);
            _problem = _problem with { Errors = [.. _problem.Errors.Where(fault => !fault.Pointer.StartsWith("/lines/", StringComparison.Ordinal))] };
            _wrong = check.Lines.Count > 0;
        }

        await CheckAsync(whole: true);
    }

    private async Task<ThingToChoose[]> ThingsAsync(Draft draft) => ProgrammeFacts.Of(draft.Programme).Reference switch
    {
        "trainingPlan" => await ThingsAsync(Addresses.With("/training-plans", ("applicant", draft.Uscc), ("limit", 200))),
        "competition" => await ThingsAsync("/competitions?limit=200"),
        "masterStudio" => await ThingsAsync("/master-studios?limit=200"),
        _ => [],
    };

    private async Task<ThingToChoose[]> ThingsAsync(string path) => (await Api.GetAsync<PageOf<ThingToChoose>>(path)).Value?.Items ?? [];

    private static string Digest(Draft draft, int? only) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ApplicationBody.Of(draft, only is { } line ? draft.Lines.Where(one => one.Line == line) : draft.Lines).ToJsonString() + only)));

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
