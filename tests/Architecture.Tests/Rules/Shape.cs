using System.Reflection;

namespace Gongshu.Architecture.Tests.Rules;

/// <summary>How types must look.</summary>
internal static class Shape
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] EmptyWords = ["Manager", "Helper", "Helpers", "Service", "Repository"];
    private static readonly Type[] Inexact = [typeof(float), typeof(double), typeof(Half)];

    /// <summary>Classes that are neither sealed nor abstract nor static.</summary>
    public static IEnumerable<string> Open(IEnumerable<Type> types) =>
        types.Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false }).Select(Name);

    /// <summary>Types whose name says nothing.</summary>
    public static IEnumerable<string> NamedEmptily(IEnumerable<Type> types) =>
        types.Where(type => EmptyWords.Any(word => type.Name.Split('`')[0].EndsWith(word, StringComparison.Ordinal))).Select(Name);

    /// <summary>Fields, properties, parameters and results of floating point, also inside an array or a type argument.</summary>
    public static IEnumerable<string> Floating(IEnumerable<Type> types) =>
        from type in types
        from member in type.GetMembers(Everything)
        where TypesOf(member).SelectMany(Unfold).Any(Inexact.Contains)
        select $"{Name(type)}.{member.Name}";

    /// <summary>Every type that takes part in a type: itself, its elements, its arguments.</summary>
    public static IEnumerable<Type> Unfold(Type type)
    {
        yield return type;
        Type[] parts = type.HasElementType ? [type.GetElementType()!] : type.GetGenericArguments();
        foreach (var part in parts.SelectMany(Unfold))
        {
            yield return part;
        }
    }

    public static string Name(Type type) => type.FullName ?? type.Name;

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        FieldInfo field => [field.FieldType],
        PropertyInfo property => [property.PropertyType],
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)],
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        _ => [],
    };
}
