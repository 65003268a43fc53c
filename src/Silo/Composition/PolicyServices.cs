using Gongshu.Grains.Lists;
using Gongshu.Grains.Submission;
using Gongshu.Policy;
using Gongshu.Silo.Startup;

namespace Gongshu.Silo.Composition;

/// <summary>
/// The policy files and the working-day calendar from <c>Policies:Directory</c> (default: the folder that ships with the program). A wrong file stops
/// the start with every fault named.
/// </summary>
public static class PolicyServices
{
    private const string CalendarFileName = "working-days-cn.json";

    internal static IServiceCollection AddPolicies(this IServiceCollection services, IConfiguration configuration)
    {
        var directory = configuration["Policies:Directory"] ?? Path.Combine(AppContext.BaseDirectory, "policies");
        if (!Directory.Exists(directory)) throw new StartupRefusedException($"Policies:Directory '{directory}' does not exist.");
        var faults = new List<string>();
        var policies = new List<SubsidyPolicy>();
        var texts = new List<(SubsidyPolicy Policy, string Json)>();
        foreach (var path in Directory.EnumerateFiles(directory, "*.json").Order())
        {
            var name = Path.GetFileName(path);
            if (name == CalendarFileName || name.EndsWith(".schema.json", StringComparison.Ordinal)) continue;
            var loaded = PolicyFile.Load(path);
            faults.AddRange(loaded.Faults.Select(fault => $"{name}{fault}"));
            if (loaded.Content is not { } policy) continue;
            policies.Add(policy);
            texts.Add((policy, File.ReadAllText(path)));
        }

        var calendar = CalendarFile.Load(Path.Combine(directory, CalendarFileName));
        faults.AddRange(calendar.Faults.Select(fault => $"{CalendarFileName}{fault}"));
        if (faults.Count > 0) throw new StartupRefusedException(faults);
        try
        {
            services.AddSingleton(new PolicyBook(policies));
        }
        catch (ArgumentException fault)
        {
            throw new StartupRefusedException($"{directory}: {fault.Message}", fault);
        }

        services.AddSingleton(new PolicyTexts(texts.OrderByDescending(text => text.Policy.ValidFrom).Select(text => (text.Policy.Id, text.Json))));
        services.AddSingleton(calendar.Content!);
        return services;
    }
}
