using System.Text;
using Gongshu.Architecture.Tests.Rules;

namespace Gongshu.Architecture.Tests;

/// <summary>
/// All that crosses between silos or lies in grain state, as one text: a silo of the last release reads what one of the next writes,
/// so a changed line is a decision and not an accident. Ids and aliases are never used again for something else.
/// </summary>
internal static class ContractManifest
{
    public const string File = "tests/Architecture.Tests/OrleansContracts.txt";

    public static string Of(IReadOnlyCollection<Type> types)
    {
        var text = new StringBuilder("# Written by the architecture tests: GONGSHU_WRITE_CONTRACTS=1 writes it anew. Review its diff.\n");
        foreach (var type in Contracts.Serialised(types).OrderBy(Contracts.AliasOf, StringComparer.Ordinal))
        {
            text.Append('\n').Append(Contracts.AliasOf(type)).Append(" = ").Append(Shape.Name(type)).Append('\n');
            AppendValues(text, type);
            foreach (var member in Contracts.MembersOf(type).OrderBy(member => member.Id).ThenBy(member => member.Name, StringComparer.Ordinal))
            {
                text.Append("  ").Append(member.Id?.ToString() ?? "-").Append(' ').Append(member.Name).Append(": ").Append(TypeText(member.Type)).Append('\n');
            }
        }

        foreach (var enumeration in Contracts.EnumsThatCross(types).Except(Contracts.Serialised(types)).OrderBy(Shape.Name, StringComparer.Ordinal))
        {
            text.Append("\nenum ").Append(Shape.Name(enumeration)).Append('\n');
            AppendValues(text, enumeration);
        }

        foreach (var contract in types.Where(Contracts.IsGrainInterface).OrderBy(Shape.Name, StringComparer.Ordinal))
        {
            text.Append("\ngrain ").Append(Contracts.AliasOf(contract) is { } alias ? alias + " = " : "").Append(Shape.Name(contract)).Append('\n');
            foreach (var call in contract.GetMethods().Select(CallText).Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(call).Append('\n');
            }
        }

        return text.ToString();
    }

    private static void AppendValues(StringBuilder text, Type type)
    {
        if (type.IsEnum)
        {
            foreach (var name in Enum.GetNames(type).OrderBy(name => Convert.ToInt64(Enum.Parse(type, name))))
            {
                text.Append("  ").Append(Convert.ToInt64(Enum.Parse(type, name))).Append(' ').Append(name).Append('\n');
            }
        }
    }

    private static string CallText(System.Reflection.MethodInfo call) =>
        $"{call.Name}({string.Join(", ", call.GetParameters().Select(parameter => TypeText(parameter.ParameterType)))}): {TypeText(call.ReturnType)}";

    private static string TypeText(Type type)
    {
        if (type.IsArray)
        {
            return TypeText(type.GetElementType()!) + "[]";
        }

        var name = type.Name.Split('`')[0];
        var arguments = type.GetGenericArguments();
        return arguments.Length == 0 ? name : $"{name}<{string.Join(", ", arguments.Select(TypeText))}>";
    }
}
