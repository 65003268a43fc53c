using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gongshu.Grains.Verification;

namespace Gongshu.Silo.Verification;

/// <summary>A report for people, one line an invariant and one a finding; and for machines.</summary>
internal static class VerificationText
{
    private static readonly JsonSerializerOptions ForMachines = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Plain(VerificationReport report)
    {
        var text = new StringBuilder();
        foreach (var invariant in report.Invariants)
        {
            var outcome = invariant.Faults == 0 ? "ok" : string.Create(CultureInfo.InvariantCulture, $"{invariant.Faults} wrong");
            text.Append(CultureInfo.InvariantCulture, $"{invariant.Name,-4}{invariant.Checked,10} rows  {outcome,-10}{invariant.Says}\n");
            foreach (var finding in invariant.Findings) text.Append(CultureInfo.InvariantCulture, $"      {finding.Place}: {finding.Fault}\n");
            if (invariant.Faults > invariant.Findings.Count) text.Append(CultureInfo.InvariantCulture, $"      … and {invariant.Faults - invariant.Findings.Count} more\n");
        }
        return text.Append(report.Holds ? "All invariants hold.\n" : "The store is not as it should be.\n").ToString();
    }

    public static string Json(VerificationReport report) => JsonSerializer.Serialize(report, ForMachines) + "\n";
}
