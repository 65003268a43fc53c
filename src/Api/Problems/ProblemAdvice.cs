using Gongshu.Documents;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Problems;

/// <summary>What to do about a problem, in both languages.</summary>
internal static class ProblemAdvice
{
#pragma warning disable MA0051 // A table, a line a code: the compiler tells the one that is forgotten.
    /// <summary>Without a default arm: a forgotten code does not compile.</summary>
    public static (string Zh, string En) Of(ProblemCode code) => code switch
    {
        ProblemCode.MalformedRequest => ("请求体应为 UTF-8 编码的 JSON，深度不超过 32，成员不得重复，也不得含有接口文档以外的成员。",
            "The body has to be JSON in UTF-8, at most 32 levels deep, without repeated members and without members that the contract does not have."),
        ProblemCode.InvalidRequest => ("errors 逐项指出有误之处，改正后重新提交。", "Each entry of errors points at one fault; correct them and send the request again."),
        ProblemCode.IdempotencyKeyRequired => ("请求头 Idempotency-Key 应为 1 至 128 个可打印 ASCII 字符，每份申请使用不同的值。",
            "The header Idempotency-Key has 1 to 128 printable ASCII characters, another value for each application."),
        ProblemCode.IdempotencyKeyReused => ("pointer 指出第一处不同。不同的请求应使用新的 Idempotency-Key。",
            "pointer names the first member that differs. Another request needs another key."),
        ProblemCode.RequestInProgress => ("请按 Retry-After 稍后以相同的 Idempotency-Key 重试。",
            "Wait as Retry-After says and repeat with the same Idempotency-Key."),
        ProblemCode.Unauthenticated => ("请在 Authorization 请求头中提供有效的 Bearer 令牌。", "Send a valid bearer token in the header Authorization."),
        ProblemCode.Forbidden => ("该角色不能进行此操作。", "None of the roles of the token may do this."),
        ProblemCode.NotYourOrganisation => ("平台令牌只能为其所属单位办理。", "The token of a portal acts for its own organisation only."),
        ProblemCode.SeparationOfDuties => ("同一人在一件申请中只能承担一个环节；录入申请的人不能参与审核，封存批次的人不能放行。",
            "One person takes one stage of a case; who entered it takes none, and who sealed a batch does not release it."),
        ProblemCode.NotFound => ("没有此项，或者不属于您。", "There is no such thing, or it is not yours."),
        ProblemCode.MethodNotAllowed => ("响应头 Allow 列出可用的方法。", "The header Allow names the methods of this path."),
        ProblemCode.IllegalTransition => ("caseStatus 为申请的当前状态。", "caseStatus says where the case stands."),
        ProblemCode.StaleVersion => ("他人已作修改。请重新读取后再提交。", "Somebody changed it meanwhile. Read it again, then decide again."),
        ProblemCode.TooLarge => ($"JSON 请求体上限为 5 MiB，文件上限为 {FileCap.Shown}。", $"A JSON body has at most 5 MiB, a file at most {FileCap.Shown}."),
        ProblemCode.UnsupportedMediaType => ("请求体使用 Content-Type: application/json，UTF-8 编码，不压缩；文件以 multipart/form-data 的 file 字段上传，只接受接口文档列出的类型。",
            "Use Content-Type: application/json in UTF-8, without a content encoding; a file comes as the field file of multipart/form-data, of a type that the contract names."),
        ProblemCode.IfMatchRequired => ("请在 If-Match 中给出所见版本的 ETag。", "Name the version that you saw by its ETag in the header If-Match."),
        ProblemCode.TooManyRequests => ("请按 Retry-After 稍后重试。", "Wait as Retry-After says."),
        ProblemCode.Unavailable => ("未作任何改动。请按 Retry-After 稍后重试。", "Nothing was changed. Wait as Retry-After says and repeat."),
        ProblemCode.OutcomeUnknown => ("操作可能已经生效。请以相同的 Idempotency-Key 重试，即可得知。",
            "It may have happened. Repeat with the same Idempotency-Key to learn it."),
        ProblemCode.InternalError => ("请将 traceId 告知运维人员。", "Tell the operators the traceId."),
        ProblemCode.NotAcceptable => ("答复为 JSON。", "Answers are JSON."),
        ProblemCode.WindowClosed => ("nextOpensOn 与 nextClosesOn 为下一受理期。", "nextOpensOn and nextClosesOn are the next window's days."),
        ProblemCode.IncompleteDocuments => ("missing 列出所缺材料及依据条款。", "missing lists each paper with its clause."),
        ProblemCode.NotEligible => ("reasons 与 lines 逐条说明不符合的规定。", "reasons and lines name each rule that is not met."),
        ProblemCode.AmountMismatch => ("computedAmount 与 lines 为系统核算的金额。", "computedAmount and lines are the amounts as computed."),
        ProblemCode.DuplicateClaim => ("conflicts 列出已被占用的享受资格。", "conflicts names each entitlement that is taken."),
        ProblemCode.PapersNotConfirmed => ("missing 中的纸质材料须在 papersSeen 中确认。", "The papers in missing have to be confirmed in papersSeen."),
        ProblemCode.CalendarYearUnknown => ("该年度的节假日安排尚未录入。", "The holidays of that year have not been entered yet."),
        ProblemCode.ClassHasBegun => ("开班之日起，职业和学员名单不再变更。", "From the day that the class begins, occupation and trainees are frozen."),
        ProblemCode.AlreadyRegistered => ("同一事物已以另一编号登记。", "The same thing is registered under another id."),
        ProblemCode.WindowSettled => ("已结算的受理期不再变更。", "A settled window does not change."),
        ProblemCode.WindowOverlap => ("受理期之间不得重叠。", "No two windows share a day."),
        ProblemCode.WindowNotClosed => ("受理期结束后方可结算。", "A window is settled after its end."),
        ProblemCode.CasesUndecided => ("cases 为尚未审结的申请；carryUndecided 可将其留待以后。", "cases names them; carryUndecided leaves them open."),
        ProblemCode.NotReleased => ("放行之后方可下载拨付文件。", "The payment file is there after the release."),
        ProblemCode.AlreadyReleased => ("一个批次只放行一次。", "A batch is released once."),
        ProblemCode.LineAddedAfterWindow => ("errors 指出新增的人员。受理期结束后的补正只能更正或减少名册行。",
            "errors points at whoever was added. After the window closed a correction may change or drop lines."),
        ProblemCode.AppealOutOfTime => ("申诉期限见案件的 appealUntil。", "appealUntil of the case is the last day."),
        ProblemCode.AlreadyClawedBack => ("同一项补贴只追回一次；退款请登记为 repayments。", "A benefit is clawed back once; what comes back is a repayment."),
        ProblemCode.ResultMismatch => ("errors 指出不符的行；整份回单未作任何登记。", "errors points at the lines that do not fit; nothing was recorded."),
        ProblemCode.ReportWithoutData => ("该年度或受理期没有政策，或者尚无任何数据。", "No policy has that year or window, or nothing is known of it yet."),
        ProblemCode.UnknownTreeSize => ("大小须不超过当前树，且 first 不大于 second；当前大小见 tree-head。", "Sizes go up to that of the present tree (see tree-head), first no larger than second."),
        ProblemCode.ProofNotReady => ("该案最新的事件尚未进入树中，请稍后再取。", "The newest event of the case is not in the tree yet; ask again soon."),
        ProblemCode.UnreadableFile => ("请上传 XLSX 或 CSV，表头在前 50 行之内；未作任何登记。", "Send XLSX or CSV with a head within the first 50 rows; nothing was recorded."),
        ProblemCode.PaperNotIssued => ("补正告知书在退回补正后出具，不予补贴决定书在决定不予补贴后出具，名册只用于有名册的申请。",
            "The correction notice is issued when a case is returned, the decision when something was refused, the roster where the application has one."),
        ProblemCode.FileTypeMismatch => ("文件名、声明的类型与文件内容须一致。", "Name, declared type and content of a file have to agree."),
        ProblemCode.UnsafeFile => ("请另存为不含宏、外部引用和异常压缩的文件。", "Save it anew without macros, outside references and unusual compression."),
        ProblemCode.InfectedFile => ("请清除恶意代码后重新上传。", "Clean the file, then upload it again."),
        ProblemCode.FileNotScanned => ("安全扫描恢复后自动补扫，请按 Retry-After 稍后重试。", "It is scanned as soon as the scanner answers; wait as Retry-After says."),
        ProblemCode.FeedPositionAhead => ("请从 next 给出的位置继续；数据库由备份恢复后，请从更早的位置重新读取。", "Go on from a next that was given out; after a restore from a backup, from an earlier one."),
        ProblemCode.WebhookAddressRefused => ("地址须为公网可达的 https 地址。", "It has to be an https address that everybody can reach."),
        ProblemCode.WebhookRedirects => ("请登记不再转向的最终地址。", "Register the address that it leads to in the end."),
        ProblemCode.TooManyWebhooks => ("请先删除不用的推送地址。", "Remove one that is not needed."),
        ProblemCode.ClockMovesForwardOnly => ("给出的时刻早于当前时刻。", "The instant given lies before the present one."),
    };
#pragma warning restore MA0051
}
