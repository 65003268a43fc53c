using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Parts;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Registers;

/// <summary>A page with a claim history on it: the filters that every history of the contract has, as they stand in the page's address.</summary>
public abstract class ClaimsPage : ConsolePart
{
    protected const int ClaimsShown = 50;

    [SupplyParameterFromQuery]
    public string? Programme { get; set; }

    [SupplyParameterFromQuery]
    public string? Status { get; set; }

    /// <summary>Of the window. A text: what is no year is the API's to refuse.</summary>
    [SupplyParameterFromQuery]
    public string? Year { get; set; }

    [SupplyParameterFromQuery]
    public string? Window { get; set; }

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    protected ClaimHistory? Claims { get; private set; }

    protected Problem? ClaimsProblem { get; private set; }

    protected bool Filtered => Programme is { Length: > 0 } || Status is { Length: > 0 } || Year is { Length: > 0 } || Window is { Length: > 0 };

    /// <param name="subject">Of the worker, enterprise, studio or competition in the API.</param>
    protected async Task ReadClaimsAsync(string subject)
    {
        var answer = await Api.GetAsync<ClaimHistory>(Addresses.With(
            subject + "/claims", ("programme", Programme), ("status", Status), ("year", Year?.Trim()), ("window", Window?.Trim().ToUpperInvariant()), ("cursor", Cursor),
            ("limit", ClaimsShown)));
        (Claims, ClaimsProblem) = (answer.Value, answer.Problem);
    }

    /// <summary>This page with the filters as they are.</summary>
    protected string ClaimsAddress(string? cursor) =>
        Addresses.With(Http.Request.Path, ("programme", Programme), ("status", Status), ("year", Year), ("window", Window), ("cursor", cursor));
}
