using System.Reflection;
using System.Xml.Linq;
using ArchUnitNET.Domain;
using Assembly = System.Reflection.Assembly;

namespace Gongshu.Architecture.Tests.Rules;

/// <summary>Who may know whom: one way down.</summary>
internal static class Ladder
{
    /// <summary>The assemblies that an assembly's code really uses, of those whose name begins so.</summary>
    public static IEnumerable<string> Uses(Assembly assembly, params string[] beginnings) =>
        assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal)))
            .Select(name => $"{OwnCode.NameOf(assembly)} uses {name}");

    /// <summary>The assemblies of ours that an assembly's code uses beyond those that it may.</summary>
    public static IEnumerable<string> UsesOfOurs(Assembly assembly, params Assembly[] allowed) =>
        Uses(assembly, OwnCode.Prefix).Except(
            allowed.Select(lower => $"{OwnCode.NameOf(assembly)} uses {OwnCode.NameOf(lower)}"), StringComparer.Ordinal);

    /// <summary>What a project file names, whether its code uses it or not: the projects of ours, and the packages.</summary>
    public static IEnumerable<string> Named(XDocument project, string kind) =>
        project.Descendants(kind)
            .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'))
            .Select(include => kind == "ProjectReference" ? Path.GetFileNameWithoutExtension(include) : include);

    /// <summary>
    /// The types of one assembly that use a type of another, be it in a signature or inside a method. The loader puts what it cannot resolve of the
    /// framework (<c>System.Boolean&amp;</c>) into the assembly where it met it first: that is nobody's use.
    /// </summary>
    /// <param name="exempt">The types, by full name, that may.</param>
    public static IEnumerable<string> UsesOfTypes(
        ArchUnitNET.Domain.Architecture code, string of, string used, Func<string, bool> exempt) =>
        from type in code.Types
        where Name(type) == of && !exempt(Outermost(type.FullName))
        from dependency in type.Dependencies
        where Name(dependency.Target) == used && !dependency.Target.FullName.StartsWith("System.", StringComparison.Ordinal)
        select $"{type.FullName} uses {dependency.Target.FullName}";

    private static string Outermost(string name) => name.Split('+')[0];

    // A type parameter lies in no assembly.
    private static string? Name(IType type) => type.Assembly?.Name.Split(',')[0];
}
