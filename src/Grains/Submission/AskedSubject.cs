using Gongshu.Grains.Subjects;
using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>One subject of an attempt to submit, and the way on which it was asked; its holds end by the same way, since two ways would overtake each other.</summary>
internal sealed class AskedSubject(SubjectId subject, string[] keys)
{
    public SubjectId Subject => subject;
    public string[] Keys => keys;

    /// <summary>Where it was asked without a message.</summary>
    public SubjectSlot? Slot { get; set; }

    /// <summary>By whom it was asked on another silo; null: by its grain.</summary>
    public OtherDesk? Desk { get; set; }

    /// <summary>Whether it was settled who is asked by a message.</summary>
    public bool HasWay { get; set; }

    /// <summary>From the moment of asking: a release too many changes nothing, one too few would block others.</summary>
    public bool MayHold { get; set; }
}
