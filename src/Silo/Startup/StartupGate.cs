namespace Gongshu.Silo.Startup;

/// <summary>Runs the steps and the checks, once, before the silo and the server start.</summary>
internal sealed class StartupGate(IEnumerable<IStartupStep> steps, IEnumerable<IStartupCheck> checks) : IHostedLifecycleService, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _passed;

    /// <exception cref="StartupRefusedException">With all faults.</exception>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_passed)
            {
                return;
            }

            foreach (var step in steps)
            {
                await step.RunAsync(cancellationToken);
            }

            var faults = new List<string>();
            foreach (var check in checks)
            {
                faults.AddRange(await AskAsync(check, cancellationToken));
            }

            if (faults.Count > 0)
            {
                throw new StartupRefusedException(faults);
            }

            _passed = true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => PassAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _turn.Dispose();

    private static async Task<IReadOnlyList<string>> AskAsync(IStartupCheck check, CancellationToken cancellationToken)
    {
        try
        {
            return await check.FaultsAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // One check that breaks must not hide what the others found.
            return [$"{check.GetType().Name} could not be answered: {exception.Message}"];
        }
    }
}
