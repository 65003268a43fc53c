using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

// Policy knows no Orleans; its value types cross grain calls by these.

[GenerateSerializer, Immutable, Alias("gongshu.Money"), NotPersonal]
public readonly record struct MoneySurrogate([property: Id(0)] long Fen);

[RegisterConverter]
public sealed class MoneyConverter : IConverter<Money, MoneySurrogate>
{
    public Money ConvertFromSurrogate(in MoneySurrogate surrogate) => new(surrogate.Fen);
    public MoneySurrogate ConvertToSurrogate(in Money value) => new(value.Fen);
}

[GenerateSerializer, Immutable, Alias("gongshu.WindowId"), NotPersonal]
public readonly record struct WindowIdSurrogate([property: Id(0)] int Year, [property: Id(1)] int Quarter);

[RegisterConverter]
public sealed class WindowIdConverter : IConverter<WindowId, WindowIdSurrogate>
{
    public WindowId ConvertFromSurrogate(in WindowIdSurrogate surrogate) => new(surrogate.Year, surrogate.Quarter);
    public WindowIdSurrogate ConvertToSurrogate(in WindowId value) => new(value.Year, value.Quarter);
}

[GenerateSerializer, Immutable, Alias("gongshu.CaseNumber"), NotPersonal]
public readonly record struct CaseNumberSurrogate([property: Id(0)] WindowId Window, [property: Id(1)] long Ordinal);

[RegisterConverter]
public sealed class CaseNumberConverter : IConverter<CaseNumber, CaseNumberSurrogate>
{
    public CaseNumber ConvertFromSurrogate(in CaseNumberSurrogate surrogate) => new(surrogate.Window, surrogate.Ordinal);
    public CaseNumberSurrogate ConvertToSurrogate(in CaseNumber value) => new(value.Window, value.Ordinal);
}

[GenerateSerializer, Immutable, Alias("gongshu.SubjectId"), NotPersonal]
public readonly record struct SubjectIdSurrogate([property: Id(0)] string Value);

[RegisterConverter]
public sealed class SubjectIdConverter : IConverter<SubjectId, SubjectIdSurrogate>
{
    public SubjectId ConvertFromSurrogate(in SubjectIdSurrogate surrogate) => new(surrogate.Value);
    public SubjectIdSurrogate ConvertToSurrogate(in SubjectId value) => new(value.Value);
}

[GenerateSerializer, Immutable, Alias("gongshu.ClaimKey"), NotPersonal]
public readonly record struct ClaimKeySurrogate([property: Id(0)] SubjectId Subject, [property: Id(1)] string Key);

[RegisterConverter]
public sealed class ClaimKeyConverter : IConverter<ClaimKey, ClaimKeySurrogate>
{
    public ClaimKey ConvertFromSurrogate(in ClaimKeySurrogate surrogate) => new(surrogate.Subject, surrogate.Key);
    public ClaimKeySurrogate ConvertToSurrogate(in ClaimKey value) => new(value.Subject, value.Key);
}
