using System.Collections.Concurrent;
using System.Reflection;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Tests.Hosting;

/// <summary>One call of a grain, as the front made it.</summary>
internal sealed record GrainCall(Type Grain, string Key, string Method, object?[] Arguments)
{
    public T Argument<T>() => Arguments.OfType<T>().Single();
}

/// <summary>
/// Grains that do nothing but answer: what a test told them, else "not found" or an empty list. They show what the front asks of which grain;
/// what grains really do is shown where they run.
/// </summary>
internal sealed class FakeGrains
{
    private readonly ConcurrentDictionary<(Type, string), Func<GrainCall, object?>> _answers = new();

    public FakeGrains() => Factory = Proxy.Of<IGrainFactory>((method, arguments) =>
        Proxy.Of(method.GetGenericArguments()[0], (call, values) => Answer(new GrainCall(method.GetGenericArguments()[0], arguments[0]!.ToString()!, call.Name, values), call)));

    public IGrainFactory Factory { get; }

    public ConcurrentQueue<GrainCall> Calls { get; } = new();

    /// <summary>What the method of a grain answers from now on: the value inside its task.</summary>
    public void On<TGrain>(string method, Func<GrainCall, object?> answer) => _answers[(typeof(TGrain), method)] = answer;

    public void Forget()
    {
        _answers.Clear();
        Calls.Clear();
    }

    private object? Answer(GrainCall call, MethodInfo method)
    {
        Calls.Enqueue(call);
        if (method.ReturnType == typeof(Task)) return Task.CompletedTask;
        var type = method.ReturnType.GetGenericArguments()[0];
        var value = _answers.TryGetValue((call.Grain, call.Method), out var answer) ? answer(call) : Default(type);
        return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(type).Invoke(null, [value]);
    }

    private static object? Default(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Answer<>))
            return type.GetMethod("op_Implicit", [typeof(ProblemCode)])!.Invoke(null, [ProblemCode.NotFound]);
        if (type == typeof(WindowView)) return Samples.Window;
        return type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0) : null;
    }
}

/// <summary>Answers every call of an interface by one function. The framework derives from it.</summary>
public class Proxy : DispatchProxy
{
    private Func<MethodInfo, object?[], object?>? _answer;

    public static T Of<T>(Func<MethodInfo, object?[], object?> answer) => (T)Of(typeof(T), answer);

    public static object Of(Type contract, Func<MethodInfo, object?[], object?> answer)
    {
        var proxy = Create(contract, typeof(Proxy));
        ((Proxy)proxy)._answer = answer;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer!(targetMethod!, args ?? []);
}

/// <summary>A policy clock that a test sets.</summary>
internal sealed class SetClock : IPolicyClock
{
    public DateTimeOffset Now { get; set; } = new(2018, 3, 5, 9, 0, 0, PolicyTime.Offset);
}
