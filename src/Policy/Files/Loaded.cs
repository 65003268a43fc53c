using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Gongshu.Policy;

/// <summary>What came of reading a file: its content, or every fault in it.</summary>
public sealed record Loaded<T>
    where T : class
{
    internal Loaded(T? content, IReadOnlyCollection<PolicyFault> faults)
    {
        Faults = [.. faults];
        Content = Faults.IsEmpty ? content : null;
        if (Content is null && Faults.IsEmpty)
            throw new ArgumentException("A file without content has to have a fault.", nameof(faults));
    }

    /// <summary>The content, null when there is any fault.</summary>
    public T? Content { get; }

    /// <summary>All faults, in the order of the file as far as they have one.</summary>
    public ImmutableArray<PolicyFault> Faults { get; }

    /// <summary>Whether the file is right.</summary>
    [MemberNotNullWhen(true, nameof(Content))]
    public bool IsValid => Content is not null;

    /// <summary>The content.</summary>
    /// <exception cref="InvalidDataException">There are faults; the message names every one.</exception>
    public T ContentOrThrow(string fileName) =>
        Content ?? throw new InvalidDataException($"{fileName} is not valid:\n  " + string.Join("\n  ", Faults));
}
