using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gongshu.StaffConsole.Contract;
using Microsoft.AspNetCore.Components;

namespace Gongshu.StaffConsole.Pages.Policies;

public partial class SimulationPage
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal) { ["/over"] = "f-over", ["/policy"] = "f-policy", [""] = "f-policy" };

    private WindowFile[] _windows = [];
    private string _draft = "", _over = "";
    private bool _missing;
    private Problem? _problem;
    private Simulation? _result;

    [Parameter]
    public string Id { get; set; } = "";

    [SupplyParameterFromForm(FormName = "simulation")]
    public SimulationForm? Form { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var current = (await Api.GetAsync<IntakeWindow>("/windows/current")).Value;
        _windows = await WindowsAsync(current?.Today?.Year ?? TimeProvider.System.GetUtcNow().Year);
        (_over, _draft) = (Form?.Over ?? current?.Id ?? "", Form?.Draft ?? "");
        if (Form is not null) return;
        var answer = await Api.GetAsync<JsonNode>("/policies/" + Uri.EscapeDataString(Id));
        if (answer.IsValue)
        {
            _draft = answer.Value.ToJsonString(Readable);
            return;
        }

        (_problem, _missing) = (answer.Problem, true);
        AnswerWith(answer.Status);
    }

    // As it was typed: whether it is JSON, and a policy, the contract says.
    private async Task RunAsync()
    {
        var body = $$"""{"policy":{{_draft}},"over":{{JsonSerializer.Serialize(_over)}}}""";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await Api.PostContentAsync<Simulation>(Addresses.With("/policies/simulations", ("differing", "true"), ("limit", 50), ("cursor", Form?.Cursor)), content);
        (_result, _problem) = (answer.Value, answer.Problem);
    }

    /// <summary>This year's and last year's, the newest first.</summary>
    private async Task<WindowFile[]> WindowsAsync(int year)
    {
        var windows = new List<WindowFile>();
        foreach (var one in (int[])[year, year - 1])
            windows.AddRange((await Api.GetAsync<PageOf<WindowFile>>(Addresses.With("/windows", ("year", one.ToString(CultureInfo.InvariantCulture))))).Value?.Items ?? []);
        return [.. windows.OrderByDescending(window => window.Id, StringComparer.Ordinal)];
    }

    public sealed class SimulationForm
    {
        public string? Draft { get; set; }
        public string? Over { get; set; }

        /// <summary>Of the page asked for; null: the first.</summary>
        public string? Cursor { get; set; }
    }
}
