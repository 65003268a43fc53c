namespace Gongshu.Transparency;

/// <summary>Something that does not hold.</summary>
/// <param name="Subject">What it is about: a case number or another stream, <c>tree</c>, or a file that could not be read.</param>
public sealed record Finding(string Subject, string What)
{
    public override string ToString() => $"{Subject}: {What}";
}

/// <summary>What a check came to.</summary>
/// <param name="Findings">Empty: all of it holds.</param>
public sealed record Checked(IReadOnlyList<Finding> Findings, int Leaves)
{
    public bool Holds => Findings.Count == 0;

    /// <summary>Both together.</summary>
    public Checked And(Checked other) => new([.. Findings, .. other.Findings], Leaves + other.Leaves);

    public static Checked Fault(string subject, string what) => new([new(subject, what)], 0);
}
