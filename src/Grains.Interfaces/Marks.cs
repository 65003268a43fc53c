namespace Gongshu.Grains.Interfaces;

/// <summary>Personal data of a natural person: never logged, never in a key, a URL or an error; stored sealed.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;

/// <summary>Not personal. On a type it speaks for each member that does not say otherwise.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property)]
public sealed class NotPersonalAttribute : Attribute;
