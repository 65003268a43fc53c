using System.Text;
using System.Text.Json.Nodes;
using Gongshu.Testing;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>A list of payments of paper years, and the command that imports it.</summary>
internal sealed class PaperYears(string folder, string uscc)
{
    public const string Head = "统一社会信用代码,单位名称,举措,补贴项目,金额,拨付日期,来源,姓名,身份证,等级,职业编码,职业（工种）,证书编号,发证日期";

    /// <summary>One row of 三(二), senior; a test changes the cell it is about.</summary>
    public string[] Row(SamplePerson person, int number) =>
    [
        uscc, "测试企业", "三(二)", "高技能人才一次性补贴", "500", "2018年4月20日", $"2018年一季度拨付表第{number}行", person.Name, person.IdNumber, "高级工", "6-18-02-04", "焊工",
        person.CertificateNumber, "2018-02-11",
    ];

    public string Write(string name, IEnumerable<string[]> rows)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, string.Join("\n", rows.Select(row => string.Join(',', row)).Prepend(Head)) + "\n", Encoding.UTF8);
        return path;
    }

    /// <summary>Rows of several programmes: each names the columns that it fills in.</summary>
    public static string Write(string path, IReadOnlyList<(string Column, string Value)[]> rows)
    {
        var head = rows.SelectMany(row => row.Select(cell => cell.Column)).Distinct().ToArray();
        var lines = rows.Select(row => string.Join(',', head.Select(column => row.FirstOrDefault(cell => cell.Column == column).Value ?? "")));
        File.WriteAllText(path, string.Join('\n', lines.Prepend(string.Join(',', head))) + "\n", Encoding.UTF8);
        return path;
    }

    /// <summary>Runs the real command in a process of its own.</summary>
    public static async Task<(int Code, JsonNode Report)> ImportAsync(string path, IEnumerable<string> store, params string[] switches)
    {
        var ended = await Shell.RunAsync(
            Path.GetTempPath(), "dotnet", [Checkout.Program("Api"), "import", path, "--json", .. switches, "--environment=Development", .. store]);
        Assert.True(ended.Output.StartsWith('{'), ended.Output + ended.Errors);
        return (ended.Code, JsonNode.Parse(ended.Output)!);
    }

    public static (int Row, string Column, string Code)[] Faults(JsonNode report) =>
    [
        .. report["errors"]!.AsArray().Select(fault => (fault!["row"]!.GetValue<int>(), fault["column"]!.GetValue<string>(), fault["code"]!.GetValue<string>())),
    ];
}
