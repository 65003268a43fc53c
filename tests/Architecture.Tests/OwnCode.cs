using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Gongshu.Architecture.Tests;

/// <summary>The assemblies of <c>src</c> and the types in them that a person wrote.</summary>
internal static class OwnCode
{
    public const string Prefix = "Gongshu.";

    public static readonly Assembly Policy = Load("Policy");
    public static readonly Assembly Documents = Load("Documents");
    public static readonly Assembly Contracts = Load("Grains.Interfaces");
    public static readonly Assembly Transparency = Load("Transparency");
    public static readonly Assembly Ledger = Load("Ledger");
    public static readonly Assembly Attachments = Load("Attachments");
    public static readonly Assembly Grains = Load("Grains");
    public static readonly Assembly Silo = Load("Silo");
    public static readonly Assembly Api = Load("Api");

    /// <summary>Beside the ladder, not on it: it speaks HTTP with the front, like anybody's portal.</summary>
    public static readonly Assembly Console = Load("Console");

    public static readonly IReadOnlyList<Assembly> All = [Policy, Documents, Contracts, Transparency, Ledger, Attachments, Grains, Silo, Api];

    public static readonly IReadOnlyList<Type> Types = [.. All.SelectMany(TypesOf)];

    /// <summary>Of the console, without its components: what is made from markup can be neither sealed nor named otherwise.</summary>
    public static readonly IReadOnlyList<Type> ConsoleTypes =
        [.. TypesOf(Console).Where(type => !type.GetInterfaces().Any(contract => contract.FullName == "Microsoft.AspNetCore.Components.IComponent"))];

    public static IEnumerable<Type> TypesOf(Assembly assembly) => assembly.GetTypes().Where(IsWritten);

    public static string NameOf(Assembly assembly) => assembly.GetName().Name!;

    // Generated code has its own habits: serialisers, log messages, the OpenAPI document, the program's hidden class.
    private static bool IsWritten(Type type) =>
        type.Namespace is { } place
        && (place + ".").StartsWith(Prefix, StringComparison.Ordinal)
        && !type.FullName!.Contains('<', StringComparison.Ordinal)
        && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && !type.IsDefined(typeof(GeneratedCodeAttribute), inherit: false);

    private static Assembly Load(string project) => Assembly.Load(Prefix + project);
}
