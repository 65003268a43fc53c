using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Gongshu.Architecture.Tests.Rules;

/// <summary>What a grain must not do.</summary>
internal static class Actors
{
    /// <summary>State names that two grains share: the storage keys a row by state name and grain key and drops the grain's type.</summary>
    public static IEnumerable<string> SharedStateNames(IEnumerable<Type> types) =>
        (from type in types
         from constructor in type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
         from parameter in constructor.GetParameters()
         let state = parameter.GetCustomAttribute<PersistentStateAttribute>()
         where state is not null
         select (state.StateName, Grain: Shape.Name(type)))
        .Distinct()
        .GroupBy(state => state.StateName, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .Select(group => $"{group.Key}: {string.Join(", ", group.Select(state => state.Grain))}");

    /// <summary>Grains into whose waits other calls may come, beyond those that may have it.</summary>
    public static IEnumerable<string> Reentrant(IEnumerable<Type> types, IReadOnlyCollection<string> allowed) =>
        types.Where(type => type.IsDefined(typeof(ReentrantAttribute), inherit: false) || type.IsDefined(typeof(MayInterleaveAttribute), inherit: false))
            .Where(type => !allowed.Contains(type.Name))
            .Select(Shape.Name);
}
