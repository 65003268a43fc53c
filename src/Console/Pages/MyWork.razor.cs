using Gongshu.StaffConsole.Contract;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages;

public partial class MyWork
{
    private static readonly string[] Stages = ["handler", "approver", "leader", "finance"];

    private WorkQueue? _queue;
    private Problem? _problem;
    private SeveralResult[] _results = [];
    private Several? _several;

    // A form that was sent has to be on the page until it is handled, also when nothing waits any more.
    private bool _sent;

    [SupplyParameterFromQuery]
    public string? Stage { get; set; }

    [SupplyParameterFromQuery]
    public string? Assignee { get; set; }

    [SupplyParameterFromQuery(Name = "overdue")]
    public string? OverdueSaid { get; set; }

    private bool? Overdue => Addresses.Flag(OverdueSaid);

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    [SupplyParameterFromForm(FormName = "several")]
    public Several? Several { get; set; }

    private bool Filtered => Stage is { Length: > 0 } || Assignee is { Length: > 0 } || Overdue == true;

    private bool CanDecideSome => _queue?.Items.Any(item => item.CanBeDecided) == true;

    protected override Task OnInitializedAsync()
    {
        _sent = Several is not null;
        return ReadAsync();
    }

    private async Task ReadAsync()
    {
        var answer = await Api.GetAsync<WorkQueue>(
            Addresses.With("/queue", ("stage", Stage), ("assignee", Assignee), ("overdue", Overdue == true ? "true" : null), ("cursor", Cursor), ("limit", 50)));
        (_queue, _problem) = (answer.Value, answer.Problem);
    }

    private async Task DecideAsync()
    {
        _sent = false;
        if (Several is not { Picked.Count: > 0 } several) return;
        _results = await SeveralDecisions.DecideAsync(Api, Me, several);

        // What did not go through stays chosen, with the comment as it was typed.
        _several = several;
        await ReadAsync();
    }

    private string Address(string? stage, bool overdue, string? cursor = null) =>
        Addresses.With("/", ("stage", stage), ("assignee", Assignee), ("overdue", overdue ? "true" : null), ("cursor", cursor));
}
