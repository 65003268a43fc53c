using Gongshu.Api.Shapes;

namespace Gongshu.Api.Tests.Shapes;

public sealed class RepeatsTests
{
    [Fact]
    public void Places_come_value_by_value_in_the_order_in_which_they_first_stood()
    {
        var repeats = new Repeats<string>(FaultCode.WorkerListedTwice);
        var list = Pointer.Root["lines"];
        foreach (var (value, i) in new[] { "a", "b", "c", "b", "a", "b" }.Select((value, i) => (value, i))) repeats.See(value, list[i], "worker");
        var faults = new Faults();
        repeats.Note(faults);
        Assert.Equal([0, 4, 1, 3, 5], faults.ToRefusal().Refusal.Errors!.Select(fault => int.Parse(fault.Pointer.Split('/')[2], null)));
    }

    [Fact]
    public void Nothing_is_noted_where_all_stand_once()
    {
        var repeats = new Repeats<int>(FaultCode.LineNumberRepeated, 2);
        repeats.See(1, Pointer.Root, "0");
        repeats.See(2, Pointer.Root, "1");
        var faults = new Faults();
        repeats.Note(faults);
        Assert.False(faults.Any);
    }
}
