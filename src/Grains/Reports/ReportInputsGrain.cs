using System.Globalization;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;

namespace Gongshu.Grains.Reports;

/// <summary>What staff enter for a year's report: a registry of one record. Key <c>rpt-2018</c>.</summary>
public sealed class ReportInputsGrain : Grain, IReportInputsGrain
{
    private readonly PolicyBook _policies;
    private readonly IPolicyClock _clock;
    private readonly Register<ReportInputsRecord> _register;

    public ReportInputsGrain(
        [PersistentState("reportInputs", RegistryStorageName.Value)] IPersistentState<Registered<ReportInputsRecord>> storage,
        ILedger ledger, PolicyBook policies, IPolicyClock clock)
    {
        _policies = policies;
        _clock = clock;
        _register = new Register<ReportInputsRecord>(storage, ledger, _ => null, DeactivateOnIdle);
    }

    private int Year => int.Parse(this.GetPrimaryKeyString().AsSpan(GrainKeys.ReportInputsPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public async Task<ReportInputsView?> Get() => (await _register.CurrentAsync())?.View(Year);

    /// <inheritdoc/>
    public async Task<Answer<ReportInputsView>> Put(ReportInputsForm form, Actor actor, int? ifMatch)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var current = await _register.CurrentAsync();
        var answer = ReportInputsRules.Put(current, form, actor, ifMatch, hasPolicy: _policies.OfYear(Year) is not null);
        if (answer.Refusal is { } refusal) return refusal;
        var change = new Change(current?.View(Year), answer.Value!.View(Year));
        await _register.ChangeAsync(answer.Value!, new AuditNote("report.inputsChanged", actor.Id, _clock.Now, $"{Year}", RegistryJson.Write(change)));
        return Granted.Of(change.After, answer.Created);
    }

    private sealed record Change(ReportInputsView? Before, ReportInputsView After);
}
