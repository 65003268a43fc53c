using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Gongshu.StaffConsole.Tests;

/// <summary>One person's browser. Whatever the browser complains of (a policy that was violated, a script that failed) fails the test that ends here.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Note(message.Type is "error" or "warning", $"{message.Type}: {message.Text}");
        page.PageError += (_, fault) => Note(true, fault);
        // A request to any other host, even one that the policy stops. Chromium's viewer of PDFs is made of files of its own (chrome://, chrome-extension://).
        page.Request += (_, request) => Note(!request.Url.StartsWith(Origin, StringComparison.Ordinal) && !request.Url.StartsWith("chrome", StringComparison.Ordinal), $"asked for {request.Url}");
    }

    public IPage Page { get; }

    public IBrowserContext Context => _context;

    /// <summary>Complaints that a test provokes are named here.</summary>
    public List<string> Expected { get; } = [];

    private string Origin { get; set; } = "";

    public static async Task<Visit> OfAsync(IBrowserContext context)
    {
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        return new Visit(context, page) { Origin = "http://127.0.0.1" };
    }

    public async Task SignInAsync(string sample, string? returnUrl = null)
    {
        await Page.GotoAsync("/sign-in" + (returnUrl is null ? "" : "?returnUrl=" + Uri.EscapeDataString(returnUrl)));
        await Page.Locator($"button[value={sample}]").ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "退出" }).WaitForAsync();
    }

    /// <summary>Nothing serious or critical that axe can find, on the page as it is now.</summary>
    public async Task MustBeAccessibleAsync(string what)
    {
        var found = await Page.RunAxe();
        Assert.True(found.Violations.All(fault => fault.Impact is not ("serious" or "critical")), what + ":\n" + string.Join('\n', found.Violations
            .Where(fault => fault.Impact is "serious" or "critical")
            .Select(fault => $"{fault.Id} ({fault.Impact}) {fault.Help}: {string.Join(" | ", fault.Nodes.Select(node => node.Html))}")));
    }

    /// <summary>The page is no wider than the window: what is wide scrolls by itself.</summary>
    public async Task MustFitAsync(string what)
    {
        var (wide, window) = (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await Page.EvaluateAsync<int>("window.innerWidth"));
        const string beyond = "() => [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120)).slice(0, 8).join('\\n')";
        Assert.True(wide <= window, $"{what} is {wide} px wide in a window of {window} px:\n{await Page.EvaluateAsync<string>(beyond)}");
    }

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        lock (_complaints)
        {
            var left = _complaints.FindAll(complaint => !Expected.Exists(expected => complaint.Contains(expected, StringComparison.Ordinal)));
            Assert.True(left.Count == 0, string.Join('\n', left));
        }
    }

    private void Note(bool bad, string complaint)
    {
        if (!bad) return;
        lock (_complaints) _complaints.Add($"{complaint} (at {Page.Url})");
    }
}
