using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;

namespace Gongshu.Architecture.Tests.Rules;

/// <summary>What crosses between silos, or lies in grain state, must declare its identity.</summary>
internal static class Contracts
{
    private const BindingFlags OwnInstance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>A member of a serialised type with its id; null: it has none.</summary>
    public sealed record Member(string Name, Type Type, uint? Id);

    public static IEnumerable<Type> Serialised(IEnumerable<Type> types) =>
        types.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));

    public static string? AliasOf(Type type) => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    /// <summary>The members with state: fields and automatic properties. What is marked <c>NonSerialized</c> never leaves the process.</summary>
    public static IEnumerable<Member> MembersOf(Type type) => type.IsEnum
        ? []
        : from field in type.GetFields(OwnInstance)
          where !field.IsDefined(typeof(NonSerializedAttribute))
          let property = PropertyOf(type, field)
          let id = (property ?? (MemberInfo)field).GetCustomAttribute<IdAttribute>() ?? field.GetCustomAttribute<IdAttribute>()
          select new Member(property?.Name ?? field.Name, field.FieldType, id?.Id);

    /// <summary>Serialised types without an alias of ours.</summary>
    public static IEnumerable<string> WithoutAlias(IEnumerable<Type> types) =>
        Serialised(types)
            .Where(type => AliasOf(type)?.StartsWith("gongshu.", StringComparison.Ordinal) != true)
            .Select(Shape.Name);

    /// <summary>Aliases that two types share, grain interfaces included.</summary>
    public static IEnumerable<string> SharedAliases(IEnumerable<Type> types) =>
        types.Where(type => AliasOf(type) is not null)
            .GroupBy(type => AliasOf(type)!, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(Shape.Name))}");

    /// <summary>Members of one type with the same id.</summary>
    public static IEnumerable<string> SharedIds(IEnumerable<Type> types) =>
        from type in Serialised(types)
        from ids in MembersOf(type).Where(member => member.Id is not null).GroupBy(member => member.Id)
        where ids.Count() > 1
        select $"{Shape.Name(type)}: {ids.Key} is {string.Join(", ", ids.Select(member => member.Name))}";

    /// <summary>Members that would be lost, or numbered by their order, on the way.</summary>
    public static IEnumerable<string> WithoutId(IEnumerable<Type> types) =>
        from type in Serialised(types)
        from member in MembersOf(type)
        where member.Id is null
        select $"{Shape.Name(type)}.{member.Name}";

    /// <summary>Members that do not say whether they are personal, on themselves or by their type. An enum names no person.</summary>
    public static IEnumerable<string> Unmarked(IEnumerable<Type> types) =>
        from type in Serialised(types)
        where !IsMarked(type)
        from property in type.GetProperties(OwnInstance)
        where property.IsDefined(typeof(IdAttribute)) && !IsMarked(property)
        select $"{Shape.Name(type)}.{property.Name}";

    /// <summary>Enums with a value of 0, which would be the same as a value that was never sent.</summary>
    public static IEnumerable<string> EnumsWithZero(IEnumerable<Type> types) =>
        types.Where(type => type.IsEnum && Enum.GetValuesAsUnderlyingType(type).Cast<object>().Any(value => Convert.ToInt64(value) == 0))
            .Select(Shape.Name);

    /// <summary>The enums that a grain call can carry: those of the contracts and of their members, and of the grains' methods.</summary>
    public static IEnumerable<Type> EnumsThatCross(IEnumerable<Type> types)
    {
        var all = types.ToList();
        var members = Serialised(all).SelectMany(MembersOf).Select(member => member.Type);
        var calls = all.Where(IsGrainInterface).SelectMany(contract => contract.GetMethods())
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType));
        return members.Concat(calls).SelectMany(Shape.Unfold)
            .Where(type => type.IsEnum && type.Assembly.GetName().Name!.StartsWith(OwnCode.Prefix, StringComparison.Ordinal))
            .Distinct();
    }

    public static bool IsGrainInterface(Type type) => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type);

    private static bool IsMarked(MemberInfo member) =>
        member.IsDefined(typeof(Gongshu.Grains.Interfaces.PersonalAttribute)) || member.IsDefined(typeof(Gongshu.Grains.Interfaces.NotPersonalAttribute));

    private static PropertyInfo? PropertyOf(Type type, FieldInfo field) =>
        field.IsDefined(typeof(CompilerGeneratedAttribute)) && field.Name.StartsWith('<')
            ? type.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)], OwnInstance)
            : null;
}
