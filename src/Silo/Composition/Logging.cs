using Microsoft.Extensions.Configuration.Memory;

namespace Gongshu.Silo.Composition;

/// <summary>Quiet by default: our own lines, and warnings of everybody else. Any <c>Logging:LogLevel</c> setting wins.</summary>
internal static class Logging
{
    public static void AddQuietLogging(this IHostApplicationBuilder builder) =>
        // In front of every other source, so that all of them can say otherwise.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Logging:LogLevel:Default"] = "Information",
                ["Logging:LogLevel:Microsoft"] = "Warning",
                ["Logging:LogLevel:Orleans"] = "Warning",
                // Its first look measures from the start of the machine and warns of that each time.
                ["Logging:LogLevel:Orleans.Runtime.Watchdog"] = "Error",
                ["Logging:LogLevel:Polly"] = "Warning",
                ["Logging:LogLevel:System"] = "Warning",
            },
        });
}
