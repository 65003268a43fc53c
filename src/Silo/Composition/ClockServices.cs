using System.Globalization;
using Gongshu.Grains.Clock;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Submission;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;
using Gongshu.Policy;
using Gongshu.Silo.Startup;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gongshu.Silo.Composition;

/// <summary>The policy clock, and the windows that live by it.</summary>
public static class ClockServices
{
    private const string StartAtKey = "Clock:StartAt";

    // RFC 3339; the offset is not optional, since an instant without one is somebody's guess.
    private static readonly string[] InstantForms =
        ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>Registered before the silo, so that the clock runs before the first grain asks for it.</summary>
    internal static IServiceCollection AddPolicyClock(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton(new ClockSettings(StartAt(configuration, environment), CanMove: !environment.IsProduction()));
        services.AddSingleton(provider => new PolicyClock(TimeProvider.System, provider.GetRequiredService<ILedger>()));
        services.AddSingleton<IPolicyClock>(provider => provider.GetRequiredService<PolicyClock>());
        services.AddHostedService<ClockStart>();
        services.AddSingleton(AttendanceSettings.Default);
        services.AddSingleton(provider => IntakeCalendar.Of(PolicySet.Of(provider.GetRequiredService<PolicyBook>().All).ContentOrThrow("The set of policies")));
        services.AddSingleton<WindowServices>();
        return services;
    }

    /// <summary>Registered after the silo: brings the windows up to date before the program says that it is ready.</summary>
    internal static IServiceCollection AddIntakeStart(this IServiceCollection services)
    {
        services.AddSingleton<IntakeStart>();
        services.AddHostedService(provider => provider.GetRequiredService<IntakeStart>());
        services.AddHealthChecks().AddCheck<IntakeHealth>("intake", tags: [Health.Ready]);
        return services;
    }

    private static DateTimeOffset? StartAt(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration[StartAtKey] is not { Length: > 0 } text) return null;
        if (environment.IsProduction()) throw new StartupRefusedException($"{StartAtKey} is for trying the system out: Production keeps the machine's clock.");
        if (!DateTimeOffset.TryParseExact(text, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            throw new StartupRefusedException($"{StartAtKey} must be an instant with its offset, such as 2018-03-05T09:00:00+08:00, not '{text}'.");
        if (instant.Year is < PolicyClock.FirstYear or > PolicyClock.LastYear)
            throw new StartupRefusedException($"{StartAtKey} must lie in the years {PolicyClock.FirstYear} to {PolicyClock.LastYear}.");
        return instant;
    }
}

/// <param name="StartAt"><c>Clock:StartAt</c>; null: not set.</param>
/// <param name="CanMove">Outside Production: other processes may move the clock, so it is looked at again and again.</param>
internal sealed record ClockSettings(DateTimeOffset? StartAt, bool CanMove);

/// <summary>Starts the policy clock when the ledger is ready and the silo is not, and then follows what other processes do to it.</summary>
internal sealed partial class ClockStart(ClockSettings settings, PolicyClock clock, ILogger<ClockStart> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await clock.StartAsync(settings.StartAt, cancellationToken);
        if (!settings.CanMove && clock.Offset != TimeSpan.Zero)
        {
            throw new StartupRefusedException(
                $"The policy clock of this database was set (it is {clock.Offset:c} ahead of the machine's): it served for trying the system out and is not for Production.");
        }
        if (clock.Offset != TimeSpan.Zero) LogSet(clock.Now);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.CanMove) return;
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await clock.RefreshAsync(stoppingToken);
            }
            catch (LedgerUnavailableException fault)
            {
                LogNotSeen(fault.Message);
            }
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The policy clock is not the machine's: it shows {Now:O}")]
    private partial void LogSet(DateTimeOffset now);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether the policy clock was moved could not be seen: {Reason}")]
    private partial void LogNotSeen(string reason);
}

/// <summary>
/// Attends the deadlines and every window once the silo is up: what should have lapsed, opened, closed or settled while the program was off does so
/// now, and cases of an older version are counted. What fails is tried again; until it is done the program is not ready.
/// </summary>
internal sealed partial class IntakeStart(IGrainFactory grains, ILogger<IntakeStart> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Whether every window was attended since the start.</summary>
    public bool Done { get; private set; }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (!Done && await timer.WaitForNextTickAsync(stoppingToken)) await TryAsync();
    }

    private async Task TryAsync()
    {
        try
        {
            await grains.GetGrain<IDeadlinesGrain>(GrainKeys.Deadlines).Attend();
            await grains.GetGrain<IIntakeGrain>(GrainKeys.Intake).AttendAll();
            await grains.GetGrain<IReportsGrain>(0).CountOldCases();
            await grains.GetGrain<ITransparencyGrain>(GrainKeys.Tree).Attend();
            await grains.GetGrain<IAttachmentCleaningGrain>(GrainKeys.AttachmentCleaning).Attend();
            await grains.GetGrain<ICouriersGrain>(GrainKeys.Couriers).Attend();
            Done = true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogNotAttended(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The windows could not be brought up to date")]
    private partial void LogNotAttended(Exception fault);
}

/// <summary>The windows were brought up to date since the start.</summary>
internal sealed class IntakeHealth(IntakeStart start) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(start.Done ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The windows are not attended yet."));
}
