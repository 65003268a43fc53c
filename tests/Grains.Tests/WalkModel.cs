namespace Gongshu.Grains.Tests;

/// <summary>
/// What a clerk with a ledger book would expect: written from the contract alone, sharing nothing with the program but the words of its answers.
/// Each command answers what the program should answer, and writes down what follows from it.
/// </summary>
internal sealed class WalkModel
{
    public List<BookCase> Cases { get; } = [];

    public List<BookBatch> Batches { get; } = [];

    public bool WindowOpen { get; private set; } = true;

    private bool _settled;

    /// <summary>Who holds the benefit for this person, or null.</summary>
    public BookCase? HolderOf(int person) => Cases.Find(held => held.Lines.Exists(line => line.Person == person && line.IsLive));

    public string Submit(int applicant, int[] persons)
    {
        if (!WindowOpen) return "window-closed";
        if (persons.Any(person => HolderOf(person) is not null)) return "duplicate-claim";
        var filed = new BookCase(applicant);
        filed.Fill(persons.Select((person, i) => (i + 1, person)));
        Cases.Add(filed);
        return "ok";
    }

    public static string Decide(BookCase on, int stage, string outcome, int[] rejected, string person)
    {
        if (on.Status != BookCase.Waiting[stage]) return "illegal-transition";
        if (!on.MayTake(person, stage)) return "separation-of-duties";
        on.Parts[person] = stage;
        var held = on.Lines.FindAll(line => line.State == Book.Held);
        if (outcome == "pass" && rejected.Length == held.Count) outcome = "reject";
        on.Decided.Add(new(on.Round, stage, outcome, person));
        if (outcome == "return") on.Status = "returned";
        else
        {
            foreach (var line in held)
                if (outcome == "reject" || rejected.Contains(line.Number)) (line.State, line.RejectedAt) = (Book.Released, (on.Round, stage));
            on.Status = outcome == "reject" ? "rejected" : BookCase.Passed[stage];
            if (on.Status == "approved")
                foreach (var line in on.Lines.Where(line => line.State == Book.Held)) line.State = Book.Waiting;
        }
        return "ok";
    }

    public string Reverse(BookCase on, int stage, string person)
    {
        var last = on.Decided.FindLast(decision => decision.Round == on.Round && decision.Stage == stage);
        if (last is null) return "not-found";
        var status = last.Outcome switch { "return" => "returned", "reject" => "rejected", _ => BookCase.Passed[stage] };
        if (last != on.Decided[^1] || on.Status != status || on.Appeals.Count > 0 || on.Lines.Exists(line => line.Stopped || line.Batch is not null)) return "illegal-transition";
        if (last.Person != person) return "separation-of-duties";
        var back = on.Lines.FindAll(line => line.RejectedAt == (on.Round, stage));
        if (back.Exists(line => HolderOf(line.Person) is { } holder && holder != on)) return "duplicate-claim";
        on.Decided.Remove(last);
        foreach (var line in back) (line.State, line.RejectedAt) = (Book.Held, null);
        foreach (var line in on.Lines.Where(line => line.State == Book.Waiting)) line.State = Book.Held;
        on.Status = BookCase.Waiting[stage];
        return "ok";
    }

    public string Resubmit(BookCase on, (int Number, int Person)[] lines)
    {
        if (on.Status != "returned") return "illegal-transition";
        if (!WindowOpen && lines.Any(line => !on.Named.Contains(line.Person))) return "line-added-after-window";
        if (lines.Any(line => HolderOf(line.Person) is { } holder && holder != on)) return "duplicate-claim";
        on.Round++;
        on.Status = "submitted";
        on.Fill(lines);
        return "ok";
    }

    public static string Withdraw(BookCase on)
    {
        if (!on.IsUndecided) return "illegal-transition";
        on.End("withdrawn");
        return "ok";
    }

    public static string Appeal(BookCase on, int number)
    {
        if (on.IsUndecided || on.Status is "withdrawn" or "lapsed") return "illegal-transition";
        if (on.Lines.Find(line => line.Number == number) is not { RejectedAt: not null, Appeal: null } line) return "invalid-request";
        on.Appeals.Add(null);
        line.Appeal = on.Appeals.Count;
        return "ok";
    }

    public string DecideAppeal(BookCase on, int number, bool overturn, string person)
    {
        if (number > on.Appeals.Count) return "not-found";
        if (on.Appeals[number - 1] is not null) return "illegal-transition";
        if (on.Parts.TryGetValue(person, out var part) && part != BookCase.AppealPart || on.Stoppers.Contains(person)) return "separation-of-duties";
        var won = on.Lines.FindAll(line => line.Appeal == number && line.RejectedAt is not null);
        if (overturn && won.Exists(line => HolderOf(line.Person) is { } holder && holder != on)) return "duplicate-claim";
        on.Parts[person] = BookCase.AppealPart;
        on.Appeals[number - 1] = overturn;
        if (!overturn) return "ok";
        foreach (var line in won) (line.State, line.RejectedAt) = (Book.Waiting, null);
        on.FollowMoney();
        return "ok";
    }

    public static string Stop(BookCase on, int number, string person)
    {
        var line = on.Lines.Find(found => found.Number == number);
        var batch = line?.State == Book.Scheduled ? line.Batch : null;
        if (on.Status is not ("approved" or "scheduled" or "paymentFailed") || batch is { Released: true }) return "illegal-transition";
        if (line is null || line.State is not (Book.Waiting or Book.Scheduled or Book.Failed) || line.Stopped) return "invalid-request";
        if (batch is not null)
        {
            batch.Stopped.Add(on);
            foreach (var other in on.Lines.Where(other => other.State == Book.Scheduled && other.Batch == batch)) other.State = Book.Waiting;
        }
        line.Stopped = true;
        line.StoppedBy = person;
        on.Stoppers.Add(person);
        on.FollowMoney();
        return "ok";
    }

    public static string ReleaseStop(BookCase on, int number, string person)
    {
        if (on.Status is not ("approved" or "scheduled" or "paymentFailed") || !on.Lines.Exists(line => line.Stopped)) return "illegal-transition";
        if (on.Lines.Find(found => found.Number == number) is not { Stopped: true } line) return "invalid-request";
        if (line.StoppedBy == person) return "separation-of-duties";
        line.Stopped = false;
        on.Stoppers.Add(person);
        on.FollowMoney();
        return "ok";
    }

    /// <summary>Everything that waits goes into one batch, case by case; a case in which the bank refused something waits for another account.</summary>
    public string Settle(IEnumerable<BookCase> inOrder)
    {
        if (WindowOpen) return "window-not-closed";
        var payable = inOrder.Where(on => on.Lines.Exists(line => line is { State: Book.Waiting, Stopped: false }) && !on.Lines.Exists(line => line is { State: Book.Failed, Stopped: false })).ToList();
        _settled = true;
        if (payable.Count == 0) return "nothing";
        var batch = new BookBatch(Batches.Count + 1, payable);
        Batches.Add(batch);
        foreach (var on in payable)
        {
            // What the bank refused and somebody stopped stays where it is.
            foreach (var line in on.Lines.Where(line => line is { State: Book.Waiting, Stopped: false })) (line.State, line.Batch) = (Book.Scheduled, batch);
            on.FollowMoney();
        }
        return "sealed";
    }

    public static string Release(BookBatch batch)
    {
        if (batch.Released) return "illegal-transition";
        batch.Released = true;
        return "ok";
    }

    public static string Result(BookBatch batch, BookCase on, string outcome)
    {
        if (!batch.Released) return "not-released";
        if (batch.Answers.Contains((on, outcome))) return "ok";
        var paid = batch.Answers.Contains((on, "paid"));
        if (batch.Stopped.Contains(on) || batch.Answers.Exists(answer => answer.On == on) && !(paid && outcome == "returned" && !batch.Answers.Contains((on, "returned")))) return "result-mismatch";
        var lines = on.Lines.FindAll(line => line.Batch == batch);
        if (outcome == "returned" && lines.Exists(line => line.State is Book.ClawedBack or Book.Freed)) return "result-mismatch";
        batch.Answers.Add((on, outcome));
        foreach (var line in lines.Where(line => line.State is Book.Scheduled or Book.Paid)) line.State = outcome == "paid" ? Book.Paid : Book.Failed;
        on.FollowMoney();
        return "ok";
    }

    public static string ClawBack(BookCase on, int number, bool release)
    {
        var line = on.Lines.Find(found => found.Number == number);
        if (line?.State is Book.ClawedBack or Book.Freed) return "already-clawed-back";
        if (!on.Lines.Exists(found => found.State == Book.Paid)) return "illegal-transition";
        if (line?.State != Book.Paid) return "invalid-request";
        line.State = release ? Book.Freed : Book.ClawedBack;
        on.FollowMoney();
        return "ok";
    }

    /// <summary>The window ends, and who was sent back for correction is too late. With nothing undecided the office settles by itself.</summary>
    public void Close(Func<IEnumerable<BookCase>> inOrder)
    {
        WindowOpen = false;
        foreach (var late in Cases.Where(on => on.Status == "returned")) late.End("lapsed");
        if (!_settled && !Cases.Exists(on => on.IsUndecided)) Settle(inOrder());
    }
}

/// <summary>Where one line's money stands in the book.</summary>
internal enum Book { Held, Waiting, Scheduled, Failed, Paid, Released, ClawedBack, Freed }

internal sealed class BookLine(int number, int person)
{
    public int Number => number;
    public int Person => person;
    public Book State { get; set; } = Book.Held;
    public bool Stopped { get; set; }
    public string? StoppedBy { get; set; }
    public BookBatch? Batch { get; set; }
    public (int Round, int Stage)? RejectedAt { get; set; }
    public int? Appeal { get; set; }
    public bool IsLive => State is not (Book.Released or Book.Freed);
}

internal sealed class BookBatch(int ordinal, List<BookCase> cases)
{
    public int Ordinal => ordinal;
    public List<BookCase> Cases => cases;
    public bool Released { get; set; }
    public HashSet<BookCase> Stopped { get; } = [];
    public List<(BookCase On, string Outcome)> Answers { get; } = [];
}

internal sealed record BookDecision(int Round, int Stage, string Outcome, string Person);

internal sealed class BookCase(int applicant)
{
    public const int AppealPart = 9;

    /// <summary>By stage 0 to 2: the status in which it decides, and after its pass.</summary>
    public static readonly string[] Waiting = ["submitted", "recommended", "endorsed"], Passed = ["recommended", "endorsed", "approved"];

    public int Applicant => applicant;
    public string Status { get; set; } = "submitted";
    public int Round { get; set; } = 1;
    public List<BookLine> Lines { get; private set; } = [];
    public HashSet<int> Named { get; } = [];
    public List<BookDecision> Decided { get; } = [];
    public Dictionary<string, int> Parts { get; } = [];
    public HashSet<string> Stoppers { get; } = [];
    /// <summary>By number: null while it waits, whether it was won afterwards.</summary>
    public List<bool?> Appeals { get; } = [];

    public bool IsUndecided => Status is "submitted" or "recommended" or "endorsed" or "returned";

    public bool MayTake(string person, int stage) => !Parts.TryGetValue(person, out var part) || part == stage;

    public void Fill(IEnumerable<(int Number, int Person)> lines)
    {
        Lines = [.. lines.Select(line => new BookLine(line.Number, line.Person))];
        Named.UnionWith(Lines.Select(line => line.Person));
    }

    public void End(string status)
    {
        Status = status;
        foreach (var line in Lines.Where(line => line.State == Book.Held)) line.State = Book.Released;
    }

    public void FollowMoney() => Status =
        Lines.Exists(line => line.State == Book.Scheduled) ? "scheduled"
        : Lines.Exists(line => line is { State: Book.Failed, Stopped: false }) ? "paymentFailed"
        : Lines.Exists(line => line.State is Book.Waiting or Book.Failed) ? "approved"
        : Lines.Exists(line => line.State == Book.Paid) ? "paid" : "clawedBack";
}
