namespace Gongshu.StaffConsole.Texts;

/// <summary>Words for batches, their lines, and what the bank says.</summary>
internal static class MoneyTerms
{
    public static Words Batch(string status) => status switch
    {
        "sealed" => new("已封存，待放行", "Sealed, to be released"),
        "released" => new("已放行，待回单", "Released, to be answered"),
        "partlyPaid" => new("部分已拨付", "Partly paid"),
        "paid" => new("全部已拨付", "Paid"),
        _ => Words.Of(status),
    };

    public static Words Line(string status, string? code) => (status, code) switch
    {
        ("failed", "stopped") => new("停止拨付", "Stopped"),
        ("scheduled", _) => new("待回单", "Unanswered"),
        ("paid", _) => new("已拨付", "Paid"),
        ("failed", _) => new("未付成", "Failed"),
        _ => Words.Of(status),
    };

    public static readonly string[] Outcomes = ["paid", "failed", "returned"];

    public static Words Outcome(string outcome) => outcome switch
    {
        "paid" => new("成功", "Paid"),
        "failed" => new("失败", "Failed"),
        "returned" => new("退票", "Sent back"),
        _ => Words.Of(outcome),
    };

    public static Words Held(string reason) => reason switch
    {
        "pendingBank" => new("收款账户缺失或待确认", "No confirmed account"),
        "stopped" => new("已停止拨付", "Payment stopped"),
        _ => Words.Of(reason),
    };
}
