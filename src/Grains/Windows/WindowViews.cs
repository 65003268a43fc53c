using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Windows;

/// <summary>Windows as the contract shows them.</summary>
internal static class WindowViews
{
    public static WindowView Of(WindowState state, WindowTotals totals, DateOnly today) => new()
    {
        Window = state.Window,
        OpensOn = state.Days.OpensOn,
        ClosesOn = state.Days.ClosesOn,
        Status = state.StatusOn(today),
        Overrides = [.. state.Overrides],
        Totals = Of(totals),
        Version = state.Version,
    };

    private static WindowTotalsView Of(WindowTotals totals)
    {
        var amount = Money.Zero;
        var cases = 0;
        var byStatus = new Dictionary<string, StatusTotalView>();
        foreach (var (status, total) in totals.ByStatus.OrderBy(pair => pair.Key))
        {
            amount += total.Amount;
            cases += total.Cases;
            byStatus.Add(JsonNamingPolicy.CamelCase.ConvertName(status.ToString()), new(total.Cases, total.Amount));
        }
        return new(cases, amount, byStatus);
    }
}
