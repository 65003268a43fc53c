using Microsoft.AspNetCore.Http;

namespace Gongshu.StaffConsole.Pages.Money;

/// <summary>The bank's return as a file, or as rows pasted from one.</summary>
public sealed class ReturnForm
{
    public int? Version { get; set; }
    public string? Key { get; set; }
    public IFormFile? File { get; set; }
    public string? Pasted { get; set; }
}
