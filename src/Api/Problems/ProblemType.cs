using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Problems;

/// <summary>What a code means: its status, and its title in both languages. What to do about it: <see cref="ProblemAdvice"/>.</summary>
internal sealed record ProblemType(int Status, string Zh, string En)
{
#pragma warning disable MA0051 // A table, a line a code: the compiler tells the one that is forgotten.
    /// <summary>Without a default arm: a forgotten code does not compile.</summary>
    public static ProblemType Of(ProblemCode code) => code switch
    {
        ProblemCode.MalformedRequest => new(400, "请求体不是合法的请求", "The body is no well-formed request"),
        ProblemCode.InvalidRequest => new(422, "请求内容有误", "The content of the request is wrong"),
        ProblemCode.IdempotencyKeyRequired => new(400, "缺少有效的 Idempotency-Key", "A valid Idempotency-Key is required"),
        ProblemCode.IdempotencyKeyReused => new(422, "Idempotency-Key 已用于另一请求", "The Idempotency-Key was used for another request"),
        ProblemCode.RequestInProgress => new(409, "相同的请求正在处理", "The same request is being worked on"),
        ProblemCode.Unauthenticated => new(401, "未登录或令牌无效", "No valid token"),
        ProblemCode.Forbidden => new(403, "无权进行此操作", "Not allowed"),
        ProblemCode.NotYourOrganisation => new(403, "不是本单位的事项", "Not your organisation"),
        ProblemCode.SeparationOfDuties => new(403, "违反岗位分离", "Separation of duties"),
        ProblemCode.NotFound => new(404, "不存在", "Not found"),
        ProblemCode.MethodNotAllowed => new(405, "不支持该方法", "Method not allowed"),
        ProblemCode.IllegalTransition => new(409, "当前状态不允许此操作", "Not possible in the present status"),
        ProblemCode.StaleVersion => new(412, "版本已过期", "The version is stale"),
        ProblemCode.TooLarge => new(413, "请求体过大", "The body is too large"),
        ProblemCode.UnsupportedMediaType => new(415, "不支持的内容类型", "Unsupported media type"),
        ProblemCode.IfMatchRequired => new(428, "缺少 If-Match", "If-Match is required"),
        ProblemCode.TooManyRequests => new(429, "请求过于频繁", "Too many requests"),
        ProblemCode.Unavailable => new(503, "暂时不可用", "Temporarily unavailable"),
        ProblemCode.OutcomeUnknown => new(503, "结果未知", "The outcome is unknown"),
        ProblemCode.InternalError => new(500, "内部错误", "Internal error"),
        ProblemCode.NotAcceptable => new(406, "无法提供所要求的格式", "Not acceptable"),
        ProblemCode.WindowClosed => new(422, "不在受理期内", "Outside the intake window"),
        ProblemCode.IncompleteDocuments => new(422, "材料不齐", "Documents are missing"),
        ProblemCode.NotEligible => new(422, "不符合条件", "Not eligible"),
        ProblemCode.AmountMismatch => new(422, "申请金额与核算金额不符", "The amount differs from the computed one"),
        ProblemCode.DuplicateClaim => new(409, "重复申领", "Claimed already"),
        ProblemCode.PapersNotConfirmed => new(422, "纸质材料尚未确认", "Papers are not confirmed"),
        ProblemCode.CalendarYearUnknown => new(422, "该年度工作日历未知", "The calendar of that year is unknown"),
        ProblemCode.ClassHasBegun => new(409, "培训班已开班", "The class has begun"),
        ProblemCode.AlreadyRegistered => new(409, "已登记", "Registered already"),
        ProblemCode.WindowSettled => new(409, "该受理期已结算", "The window is settled"),
        ProblemCode.WindowOverlap => new(409, "受理期重叠", "The windows would overlap"),
        ProblemCode.WindowNotClosed => new(409, "受理期尚未结束", "The window is not closed"),
        ProblemCode.CasesUndecided => new(409, "有申请尚未审结", "Cases are undecided"),
        ProblemCode.NotReleased => new(409, "批次尚未放行", "The batch is not released"),
        ProblemCode.AlreadyReleased => new(409, "批次已放行", "The batch is released already"),
        ProblemCode.LineAddedAfterWindow => new(422, "受理期结束后不得增加人员", "Nobody joins after the window closed"),
        ProblemCode.AppealOutOfTime => new(422, "超过申诉期限", "The appeal is out of time"),
        ProblemCode.AlreadyClawedBack => new(409, "已追回", "Clawed back already"),
        ProblemCode.ResultMismatch => new(422, "回单与批次不符", "The results do not fit the batch"),
        ProblemCode.ReportWithoutData => new(404, "没有可供统计的数据", "Nothing to report on"),
        ProblemCode.UnknownTreeSize => new(422, "没有这样大小的树", "The tree has no such size"),
        ProblemCode.ProofNotReady => new(503, "证明尚未就绪", "The proof is not ready yet"),
        ProblemCode.UnreadableFile => new(422, "文件无法读取", "The file cannot be read"),
        ProblemCode.PaperNotIssued => new(409, "该案件没有此文书", "This case has no such paper"),
        ProblemCode.FileTypeMismatch => new(422, "文件内容与类型不符", "The file is not what it says"),
        ProblemCode.UnsafeFile => new(422, "文件不安全", "The file is not safe to open"),
        ProblemCode.InfectedFile => new(422, "文件含有恶意代码", "The file is infected"),
        ProblemCode.FileNotScanned => new(503, "文件尚未通过安全扫描", "The file was not scanned yet"),
        ProblemCode.FeedPositionAhead => new(422, "位置超前", "The position lies ahead"),
        ProblemCode.WebhookAddressRefused => new(422, "不能向该地址推送", "Nothing is sent to this address"),
        ProblemCode.WebhookRedirects => new(422, "该地址转往别处", "The address redirects"),
        ProblemCode.TooManyWebhooks => new(409, "推送地址过多", "Too many webhooks"),
        ProblemCode.ClockMovesForwardOnly => new(422, "业务时钟只能向前", "The policy clock moves forward only"),
    };
#pragma warning restore MA0051
}
