using System.Globalization;
using Gongshu.Load;

if (args is ["side", var kind, var place, var startAt, var stranger, var warm])
    return await SideProcess.ServeAsync(kind, place, startAt, int.Parse(stranger, CultureInfo.InvariantCulture), int.Parse(warm, CultureInfo.InvariantCulture));

if (Options.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync("gongshu bench: see ./gongshu bench --help");
    return 2;
}

if (options.Quick)
{
    var counts = await QuickCheck.RunAsync();
    foreach (var count in counts) Console.WriteLine(count);
    return counts.All(count => count.Holds) ? 0 : 1;
}

await using var bench = await Workbench.OpenAsync();
List<Comparison> done =
[
    .. await new InProcess(bench, options).RunAsync(), .. await new ThroughHttp(bench, options).RunAsync(), .. await new Embedded(options).RunAsync(),
    .. await new Settlement(bench, options).RunAsync(),
];
await new Growth(bench, options).RunAsync();
await new Silos(bench, options).RunAsync();
if (options.Results is { } folder) await Report.WriteAsync(folder, "latest", done);
return 0;
