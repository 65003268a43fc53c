using Gongshu.Policy;

namespace Gongshu.Documents.Lists;

/// <summary>The values that a cell may have, by the names that people give them.</summary>
/// <param name="Shown">What a fault tells that may be written.</param>
internal sealed class WrittenNames<T>(string shown, params (T Value, string[] Names)[] names)
    where T : struct
{
    private readonly Dictionary<string, T> _values = names.SelectMany(one => one.Names, (one, name) => (one.Value, Name: Fold(name)))
        .ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);

    public string Shown => shown;

    /// <summary>Several names in one cell, as in <c>高级工（三级）</c>, have to mean the same.</summary>
    public bool TryRead(string text, out T value)
    {
        value = default;
        if (text.Length > 60) return false;
        var whole = Fold(text);
        if (_values.TryGetValue(whole, out value)) return true;
        var parts = whole.Split(['/', '(', ')', '、', ','], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || !Array.TrueForAll(parts, _values.ContainsKey)) return false;
        value = _values[parts[0]];
        foreach (var part in parts)
        {
            if (!EqualityComparer<T>.Default.Equals(_values[part], value)) return false;
        }

        return true;
    }

    private static string Fold(string text) => string.Concat(Nfkc.Normalise(text).Where(c => !char.IsWhiteSpace(c)).Select(char.ToLowerInvariant))
        .Replace("国家职业资格", "", StringComparison.Ordinal).Replace("职业资格", "", StringComparison.Ordinal);
}

/// <summary>Names that several kinds of lists share.</summary>
internal static class CommonNames
{
    public static readonly WrittenNames<SkillLevel> Levels = new("初级工/五级、中级工/四级、高级工/三级、技师/二级、高级技师/一级",
        (SkillLevel.Junior, ["初级工", "初级", "五级", "5级", "五级工", "junior"]),
        (SkillLevel.Intermediate, ["中级工", "中级", "四级", "4级", "四级工", "intermediate"]),
        (SkillLevel.Senior, ["高级工", "高级", "三级", "3级", "三级工", "senior"]),
        (SkillLevel.Technician, ["技师", "二级", "2级", "technician"]),
        (SkillLevel.SeniorTechnician, ["高级技师", "一级", "1级", "seniorTechnician"]));

    public static readonly WrittenNames<bool> Truths = new("是、否",
        (true, ["是", "有", "已", "已签", "已签字", "签", "已参保", "参保", "已缴", "已缴纳", "缴纳", "杭州", "杭州市", "√", "✓", "✔", "☑", "1", "y", "yes", "true"]),
        (false, ["否", "无", "未", "未签", "未签字", "未参保", "未缴", "没有", "不是", "×", "✗", "✘", "0", "n", "no", "false", "-", "/"]));
}
