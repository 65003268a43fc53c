using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Tests;

/// <summary>One step of a walk: which command, and numbers that choose its case, its person, its line.</summary>
internal readonly record struct WalkStep(int Kind, int A, int B, int C)
{
    public static T Of<T>(IReadOnlyList<T> choices, int by) => choices[by % choices.Count];
}

/// <summary>Does each step in the program and in the book, and compares what they answer and where everything stands afterwards.</summary>
internal sealed class Walker(SubmissionHost host, string[] employers)
{
    private const int Persons = 9;
    private const string Sealer = "u-f1";
    private static readonly string[] Outcomes = ["pass", "pass", "pass", "return", "reject"], Answers = ["paid", "paid", "failed", "returned"];
    private static readonly Actor[] Officers = [.. Enumerable.Range(1, 5).Select(n => Staff($"u-{n}"))];
    private static readonly Actor Finance = Staff(Sealer), Releaser = Staff("u-f2");

    private readonly WalkModel _book = new();
    private readonly List<CaseNumber> _numbers = [];
    private int _keys;

    /// <summary>How often each answer was met, to show that a walk goes everywhere.</summary>
    public Dictionary<string, int> Met { get; } = [];

    public async Task WalkAsync(IReadOnlyList<WalkStep> steps, int closeAfter)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (i == closeAfter) await CloseAsync();
            var (what, expected, answered) = await DoAsync(steps[i]);
            Assert.True(expected == answered, $"Step {i}, {what}: the book says {expected}, the program {answered}.");
            var met = $"{what.Split(' ')[0]} {answered}";
            Met[met] = Met.GetValueOrDefault(met) + 1;
            await CompareAsync(i, what, steps[i].A % Persons);
        }
    }

    private async Task<(string What, string Expected, string Answered)> DoAsync(WalkStep step)
    {
        // After the window most steps are about money.
        var kind = _book.WindowOpen || step.Kind >= 40 ? step.Kind : 84 + (step.Kind * 16 / 40);
        if (_book.Cases.Count == 0 || kind < 14) return await SubmitAsync(step);
        var on = WalkStep.Of(_book.Cases, step.A);
        var at = $"on case {_book.Cases.IndexOf(on) + 1}";
        var officer = WalkStep.Of(Officers, step.B);
        var line = (step.C % 4) + 1;
        return kind switch
        {
            < 50 => await DecideAsync(AimCase(step, one => Array.IndexOf(BookCase.Waiting, one.Status) >= 0), step, officer),
            < 56 => await ReverseAsync(on, step, officer),
            < 64 => await ResubmitAsync(AimCase(step, one => one.Status == "returned"), step),
            < 66 => ("withdraw " + at, WalkModel.Withdraw(on), await Told(Case(on).Withdraw(new("测试", null, null, Portal(on))))),
            < 71 => ("appeal " + at, WalkModel.Appeal(on, line), await Told(Case(on).FileAppeal(new([line], "测试", null, null, Portal(on))))),
            < 76 => await RuleAsync(AimCase(step, one => one.Appeals.Count > 0), step, officer),
            < 80 => await StopAsync(Aim(step, one => !one.Stopped && one.State is Book.Waiting or Book.Scheduled or Book.Failed), officer),
            < 84 => await GoOnAsync(Aim(step, one => one.Stopped), officer),
            < 88 => await SettleAsync(),
            < 91 => await ReleaseAsync(step),
            < 97 => await ResultAsync(step),
            _ => await ClawBackAsync(step),
        };
    }

    private async Task<(string, string, string)> SubmitAsync(WalkStep step)
    {
        var applicant = step.A % employers.Length;
        int[] persons = [.. Enumerable.Range(0, 1 + step.B % 3).Select(n => (step.C + n * 4) % Persons).Distinct()];
        var expected = _book.Submit(applicant, persons);
        var answer = await host.SubmitAsync(SubmissionHost.Form(employers[applicant], persons) with { Documents = AllPapers }, $"walk-{++_keys}");
        if (answer.Value is { } view) _numbers.Add(view.CaseNumber);
        return ($"submit for {string.Join(',', persons)}", expected, Word(answer));
    }

    private async Task<(string, string, string)> DecideAsync(BookCase on, WalkStep step, Actor officer)
    {
        // Mostly the stage that is due; now and then another.
        var due = Array.IndexOf(BookCase.Waiting, on.Status);
        var stage = due >= 0 && step.A % 8 != 0 ? due : step.C % 3;
        var outcome = WalkStep.Of(Outcomes, step.C);
        var held = on.Lines.FindAll(line => line.State == Book.Held);
        int[] rejected = outcome == "pass" && step.B % 3 == 0 ? [.. held.Where((_, i) => (step.C >> i) % 2 == 1).Select(line => line.Number)] : [];
        var form = new DecisionForm
        {
            Stage = (Stage)(stage + 1),
            Outcome = outcome switch { "return" => DecisionOutcome.Return, "reject" => DecisionOutcome.Reject, _ => DecisionOutcome.Pass },
            Comment = "测试",
            PapersSeen = [.. Enum.GetValues<DocumentKind>()],
            Lines = [.. rejected.Select(number => new LineDecision(number, null, LineOutcome.Reject, LineReason.Other, "测试"))],
        };
        var expected = WalkModel.Decide(on, stage, outcome, rejected, officer.Id);
        var version = (await host.Ledger.FindCaseAsync(NumberOf(on), CancellationToken.None))!.Case.Version;
        return ($"decide {outcome} at {stage} on case {_book.Cases.IndexOf(on) + 1} by {officer.Id}", expected, await Told(Case(on).Decide(new(form, version, null, officer))));
    }

    private async Task<(string, string, string)> ReverseAsync(BookCase on, WalkStep step, Actor officer)
    {
        var last = on.Decided.LastOrDefault();
        var (stage, by) = last is null || step.C % 4 == 0 ? (step.C % 3, officer) : (last.Stage, Officers.First(one => one.Id == last.Person));
        var expected = _book.Reverse(on, stage, by.Id);
        return ($"reverse {stage} on case {_book.Cases.IndexOf(on) + 1}", expected, await Told(Case(on).Reverse(new(on.Round, (Stage)(stage + 1), "测试", null, null, by))));
    }

    private async Task<(string, string, string)> ResubmitAsync(BookCase on, WalkStep step)
    {
        // Some of the lines as they are, and perhaps somebody new.
        var lines = on.Lines.Where((_, i) => (step.B >> i) % 2 == 0).Select(line => (line.Number, line.Person)).ToList();
        var newcomer = step.C % Persons;
        if ((lines.Count == 0 || step.C % 2 == 0) && !lines.Exists(line => line.Person == newcomer)) lines.Add((lines.Count == 0 ? 1 : lines[^1].Number + 1, newcomer));
        var expected = _book.Resubmit(on, [.. lines]);
        var form = SubmissionHost.Form(employers[on.Applicant], lines.Select(line => line.Person)) with { Documents = AllPapers };
        for (var i = 0; i < lines.Count; i++) form.Lines[i] = form.Lines[i] with { Line = lines[i].Number };
        var version = (await host.Ledger.FindCaseAsync(NumberOf(on), CancellationToken.None))!.Case.Version;
        return ($"resubmit case {_book.Cases.IndexOf(on) + 1}", expected, await Told(Case(on).Resubmit(new(form, version, null, Portal(on), host.Now))));
    }

    private async Task<(string, string, string)> RuleAsync(BookCase on, WalkStep step, Actor officer)
    {
        var (number, outcome) = (1 + step.A % 2, step.C % 2 == 0 ? AppealOutcome.Overturn : AppealOutcome.Uphold);
        return ($"ruling on case {_book.Cases.IndexOf(on) + 1}", _book.DecideAppeal(on, number, outcome == AppealOutcome.Overturn, officer.Id),
            await Told(Case(on).DecideAppeal(new(number, outcome, "测试", null, null, officer))));
    }

    private async Task<(string, string, string)> StopAsync((BookCase On, int Line) at, Actor officer) =>
        ($"stop of line {at.Line} on case {_book.Cases.IndexOf(at.On) + 1}", WalkModel.Stop(at.On, at.Line, officer.Id),
            await Told(Case(at.On).Stop(new([at.Line], "测试", null, null, officer))));

    private async Task<(string, string, string)> GoOnAsync((BookCase On, int Line) at, Actor officer) =>
        ($"go-on of line {at.Line} on case {_book.Cases.IndexOf(at.On) + 1}", WalkModel.ReleaseStop(at.On, at.Line, officer.Id),
            await Told(Case(at.On).ReleaseStop(new([at.Line], "测试", null, null, officer))));

    /// <summary>Mostly a line of this kind, where there is one; now and then any line, or one that is not there. Left to chance alone, whole runs never met a rare one.</summary>
    private (BookCase On, int Line) Aim(WalkStep step, Predicate<BookLine> kind)
    {
        var aimed = _book.Cases.SelectMany(on => on.Lines.FindAll(kind).Select(line => (on, line.Number))).ToList();
        return aimed.Count > 0 && step.B % 5 != 0 ? WalkStep.Of(aimed, step.A) : (WalkStep.Of(_book.Cases, step.A), step.C % 4 + 1);
    }

    private BookCase AimCase(WalkStep step, Predicate<BookCase> kind)
    {
        var aimed = _book.Cases.FindAll(kind);
        return WalkStep.Of(aimed.Count > 0 && step.A % 5 != 0 ? aimed : _book.Cases, step.A);
    }

    private async Task<(string, string, string)> SettleAsync()
    {
        var expected = _book.Settle(InOrder());
        var answer = await host.Grains.GetGrain<IIntakeWindowGrain>("win-2018Q1").Settle(new(true, null, Finance));
        return ("settle", expected, answer.Refusal is not null ? Word(answer) : answer.Created ? "sealed" : "nothing");
    }

    private async Task<(string, string, string)> ReleaseAsync(WalkStep step)
    {
        if (_book.Batches.Count == 0) return ("release nothing", "", "");
        var batch = WalkStep.Of(_book.Batches, step.A);
        return ($"release {batch.Ordinal}", WalkModel.Release(batch), await Told(Batch(batch).Release(null, Releaser, null)));
    }

    private async Task<(string, string, string)> ResultAsync(WalkStep step)
    {
        if (_book.Batches.Count == 0) return ("result of nothing", "", "");
        var batch = WalkStep.Of(_book.Batches, step.A);
        var on = WalkStep.Of(batch.Cases, step.B);
        var outcome = WalkStep.Of(Answers, step.C);
        var expected = WalkModel.Result(batch, on, outcome);
        var result = new BankResult(batch.Cases.IndexOf(on) + 1, Enum.Parse<PaymentOutcome>(outcome, ignoreCase: true), null, outcome == "paid" ? new DateOnly(2018, 4, 9) : null);
        return ($"result {outcome} of case {_book.Cases.IndexOf(on) + 1} in batch {batch.Ordinal}", expected, await Told(Batch(batch).TakeResults([result], null, Finance, null)));
    }

    private async Task<(string, string, string)> ClawBackAsync(WalkStep step)
    {
        // Mostly what is paid or was, since that is rare.
        var ((on, line), release) = (Aim(step, one => step.C % 3 == 0 ? one.State is Book.ClawedBack or Book.Freed : one.State == Book.Paid), step.B % 2 == 0);
        var expected = WalkModel.ClawBack(on, line, release);
        return ($"clawback of line {line} on case {_book.Cases.IndexOf(on) + 1}", expected,
            await Told(Case(on).ClawBack(new([new ClawbackLine(line, null)], "测试", release, null, null, Finance))));
    }

    private async Task CloseAsync()
    {
        _book.Close(InOrder);
        Assert.Null((await host.Grains.GetGrain<IClockGrain>(GrainKeys.Clock).Move(new DateTimeOffset(2018, 4, 2, 9, 0, 0, PolicyTime.Offset))).Refusal);
        foreach (var number in _numbers) await host.Grains.GetGrain<IApplicationGrain>(GrainKeys.Case(number)).Attend();
        await host.Grains.GetGrain<IIntakeWindowGrain>("win-2018Q1").Attend();
    }

    /// <summary>Same statuses, same live claims, same sums; and one person's own memory of them, warm as it is.</summary>
    private async Task CompareAsync(int step, string what, int person)
    {
        var rows = (await host.Ledger.FindCasesAsync(_numbers, CancellationToken.None)).ToDictionary(row => row.Case.Number, row => row.Case);
        foreach (var on in _book.Cases)
        {
            var row = rows[NumberOf(on)];
            string Where() => $"After step {step}, {what}: case {_book.Cases.IndexOf(on) + 1}";
            Assert.True(Word(row.Status) == on.Status, $"{Where()} is {row.Status}, in the book {on.Status}.");
            var booked = new CaseMoney(
                Sum(on, line => line is { State: Book.Waiting, Stopped: false }), Sum(on, line => line is { State: Book.Waiting or Book.Failed, Stopped: true }),
                Sum(on, line => line.State == Book.Scheduled), Sum(on, line => line is { State: Book.Failed, Stopped: false }), Sum(on, line => line.State == Book.Paid),
                Sum(on, line => line.State is Book.ClawedBack or Book.Freed), Money.Zero);
            Assert.True(row.Money == booked, $"{Where()} has {row.Money}, in the book {booked}.");
            Assert.True(row.Amount == Sum(on, line => line.State is not (Book.Released or Book.ClawedBack or Book.Freed)), $"{Where()} is worth {row.Amount}.");
        }
        var live = (await host.HistoryAsync(person)).Where(claim => claim.Live).Select(claim => claim.CaseNumber);
        var holder = _book.HolderOf(person);
        Assert.True(live.SequenceEqual(holder is null ? [] : [NumberOf(holder)]), $"After step {step}, {what}: person {person} is held otherwise than the book says.");
    }

    private IEnumerable<BookCase> InOrder() => _book.Cases.OrderBy(NumberOf);

    private CaseNumber NumberOf(BookCase on) => _numbers[_book.Cases.IndexOf(on)];

    private IApplicationGrain Case(BookCase on) => host.Grains.GetGrain<IApplicationGrain>(GrainKeys.Case(NumberOf(on)));

    private IBatchGrain Batch(BookBatch batch) => host.Grains.GetGrain<IBatchGrain>(GrainKeys.Batch($"B-2018Q1-{batch.Ordinal}"));

    private Actor Portal(BookCase on) => new("portal", "测试平台", Roles.Portal, employers[on.Applicant]);

    private static DocumentGiven[] AllPapers => [.. ApplicationsSamples.Papers.Append(DocumentKind.ApplicationForm).Select(kind => new DocumentGiven(kind, null, OnPaper: true))];

    private static Money Sum(BookCase on, Func<BookLine, bool> counts) => Money.Yuan(500 * on.Lines.Count(counts));

    private static Actor Staff(string id) => new(id, "测试人员", Roles.Staff, null);

    private static async Task<string> Told<T>(Task<Answer<T>> answer) => Word(await answer);

    private static string Word<T>(Answer<T> answer) => answer.Refusal is { } refusal ? refusal.Code.Wire() : "ok";

    private static string Word(CaseStatus status) => char.ToLowerInvariant($"{status}"[0]) + $"{status}"[1..];
}
