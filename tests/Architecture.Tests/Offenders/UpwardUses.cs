using Gongshu.Ledger;

namespace Gongshu.Architecture.Tests.Offenders;

// What the rules must notice. Nothing runs these; the tests only look at them.

internal static class UsesInLambda
{
    public static Func<string> Make() => () => typeof(ILedger).Name;
}

internal static class UsesInAsyncLambda
{
    public static Func<object, Task<bool>> Make() => async thing =>
    {
        await Task.Yield();
        return thing is ILedger;
    };
}

internal static class UsesInAsyncMethod
{
    public static async Task<bool> Run(object thing)
    {
        await Task.Yield();
        return thing is ILedger;
    }
}

internal static class UsesAsTypeArgument
{
    public static readonly List<ILedger> Ledgers = [];
}
