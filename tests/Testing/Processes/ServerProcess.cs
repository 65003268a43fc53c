using System.Diagnostics;
using System.Net;
using System.Text;

namespace Gongshu.Testing.Processes;

/// <summary>
/// The program as it is started in production: a process of its own on a port of its own, ready when <c>/health/ready</c> says 200.
/// It dies with the process that started it. It can be killed and started again on the same address with the same arguments, which is what a crash test does.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(30);
    private readonly ServerOptions _options;
    private readonly StringBuilder _output = new();
    private Process? _process;
    private Watchdog? _watchdog;

    private ServerProcess(ServerOptions options)
    {
        _options = options;
        Url = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        Client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { BaseAddress = Url };
    }

    /// <summary>Where it listens; stays the same over restarts.</summary>
    public Uri Url { get; }

    /// <summary>A client for <see cref="Url"/>, without credentials.</summary>
    public HttpClient Client { get; }

    /// <summary>The id of the running process.</summary>
    public int Id => Running.Id;

    /// <summary>All that it wrote to standard output and standard error so far, over all its lives.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    private Process Running => _process ?? throw new InvalidOperationException("The program is not running.");

    /// <summary>Starts <c>src/Api</c> with these settings and returns when it is ready.</summary>
    public static Task<ServerProcess> StartApiAsync(params string[] arguments) =>
        StartAsync(new ServerOptions(Checkout.Program("Api")) { Arguments = arguments });

    /// <summary>Starts a program and returns when it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended before it was ready; the message holds its output.</exception>
    /// <exception cref="TimeoutException">It was not ready within the bound; it was killed; the message holds its output.</exception>
    public static async Task<ServerProcess> StartAsync(ServerOptions options)
    {
        var server = new ServerProcess(options);
        try
        {
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the program again after <see cref="KillAsync"/> or <see cref="StopAsync"/>, with the same arguments and address.</summary>
    public async Task StartAgainAsync()
    {
        if (_process is not null)
        {
            throw new InvalidOperationException("The program is still running.");
        }

        var process = new Process { StartInfo = StartInfo() };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        _process = process;
        _watchdog = new Watchdog("kill -KILL \"$1\"", process.Id.ToString());
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await Poll.UntilAsync(IsReadyAsync, _options.ReadyWithin, $"{Url}health/ready");
        }
        catch (TimeoutException late)
        {
            await KillAsync();
            throw new TimeoutException($"{late.Message} The program wrote:\n{Output}", late);
        }
    }

    /// <summary>SIGKILL, and waits until the process is gone.</summary>
    public async Task KillAsync()
    {
        Signal.SendKill(Running.Id);
        await WaitForExitAsync();
    }

    /// <summary>SIGTERM, waits until the process is gone, and returns its exit code.</summary>
    /// <exception cref="TimeoutException">It did not end within 30 s; it was killed.</exception>
    public async Task<int> StopAsync()
    {
        Signal.SendTerminate(Running.Id);
        return await WaitForExitAsync();
    }

    /// <summary>Freezes the process (SIGSTOP) until <see cref="Resume"/>.</summary>
    public void Pause() => Signal.SendStop(Running.Id);

    /// <summary>Lets a frozen process go on (SIGCONT).</summary>
    public void Resume() => Signal.SendContinue(Running.Id);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        Client.Dispose();
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo("dotnet", [_options.Program, .. _options.Arguments, "--urls", Url.ToString()])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(_options.Program),
        };
        start.Environment.Remove("ASPNETCORE_URLS");
        start.Environment.Remove("ASPNETCORE_CONTENTROOT");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = _options.Environment;
        foreach (var (name, value) in _options.Variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private async Task<bool> IsReadyAsync()
    {
        if (Running.HasExited)
        {
            var code = await WaitForExitAsync();
            throw new InvalidOperationException($"The program ended with {code} before it was ready. It wrote:\n{Output}");
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            using var answer = await Client.GetAsync("/health/ready", limit.Token);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<int> WaitForExitAsync()
    {
        var process = Running;
        using var limit = new CancellationTokenSource(EndsWithin);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill();
            throw new TimeoutException($"Process {process.Id} did not end within {EndsWithin.TotalSeconds:0} s. It wrote:\n{Output}", late);
        }

        _watchdog?.Dispose();
        var code = process.ExitCode;
        _process = null;
        process.Dispose();
        return code;
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.AppendLine(line);
            }
        }
    }
}
