using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

// Policy knows no Orleans; its value types cross grain calls by these.

[GenerateSerializer, Immutable, Alias("gongshu.Money"), NotPersonal]
public readonly struct MoneySurrogate
{
    [Id(0)] public readonly long Fen;
    public MoneySurrogate(long fen) => Fen = fen;
}

[RegisterConverter]
public sealed class MoneyConverter : IConverter<Money, MoneySurrogate>
{
    public Money ConvertFromSurrogate(in MoneySurrogate surrogate) => new(surrogate.Fen);
    public MoneySurrogate ConvertToSurrogate(in Money value) => new(value.Fen);
}

[GenerateSerializer, Immutable, Alias("gongshu.WindowId"), NotPersonal]
public readonly struct WindowIdSurrogate
{
    [Id(0)] public readonly int Year;
    [Id(1)] public readonly int Quarter;
    public WindowIdSurrogate(int year, int quarter) => (Year, Quarter) = (year, quarter);
}

[RegisterConverter]
public sealed class WindowIdConverter : IConverter<WindowId, WindowIdSurrogate>
{
    public WindowId ConvertFromSurrogate(in WindowIdSurrogate surrogate) => new(surrogate.Year, surrogate.Quarter);
    public WindowIdSurrogate ConvertToSurrogate(in WindowId value) => new(value.Year, value.Quarter);
}

[GenerateSerializer, Immutable, Alias("gongshu.CaseNumber"), NotPersonal]
public readonly struct CaseNumberSurrogate
{
    [Id(0)] public readonly WindowId Window;
    [Id(1)] public readonly long Ordinal;
    public CaseNumberSurrogate(WindowId window, long ordinal) => (Window, Ordinal) = (window, ordinal);
}

[RegisterConverter]
public sealed class CaseNumberConverter : IConverter<CaseNumber, CaseNumberSurrogate>
{
    public CaseNumber ConvertFromSurrogate(in CaseNumberSurrogate surrogate) => new(surrogate.Window, surrogate.Ordinal);
    public CaseNumberSurrogate ConvertToSurrogate(in CaseNumber value) => new(value.Window, value.Ordinal);
}

[GenerateSerializer, Immutable, Alias("gongshu.SubjectId"), NotPersonal]
public readonly struct SubjectIdSurrogate
{
    [Id(0)] public readonly string Value;
    public SubjectIdSurrogate(string value) => Value = value;
}

[RegisterConverter]
public sealed class SubjectIdConverter : IConverter<SubjectId, SubjectIdSurrogate>
{
    public SubjectId ConvertFromSurrogate(in SubjectIdSurrogate surrogate) => new(surrogate.Value);
    public SubjectIdSurrogate ConvertToSurrogate(in SubjectId value) => new(value.Value);
}

[GenerateSerializer, Immutable, Alias("gongshu.ClaimKey"), NotPersonal]
public readonly struct ClaimKeySurrogate
{
    [Id(0)] public readonly SubjectId Subject;
    [Id(1)] public readonly string Key;
    public ClaimKeySurrogate(SubjectId subject, string key) => (Subject, Key) = (subject, key);
}

[RegisterConverter]
public sealed class ClaimKeyConverter : IConverter<ClaimKey, ClaimKeySurrogate>
{
    public ClaimKey ConvertFromSurrogate(in ClaimKeySurrogate surrogate) => new(surrogate.Subject, surrogate.Key);
    public ClaimKeySurrogate ConvertToSurrogate(in ClaimKey value) => new(value.Subject, value.Key);
}
