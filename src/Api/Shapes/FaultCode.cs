namespace Gongshu.Api.Shapes;

/// <summary>The codes of <c>errors[].code</c>, each with what it says to people. No detail repeats a value.</summary>
internal static class FaultCode
{
    public const string Required = "required";
    public const string WrongType = "wrong-type";
    public const string UnknownValue = "unknown-value";
    public const string InvalidDate = "invalid-date";
    public const string InvalidAmount = "invalid-amount";
    public const string OutOfRange = "out-of-range";
    public const string TooLong = "too-long";
    public const string InvalidText = "invalid-text";
    public const string InvalidIdNumber = "invalid-id-number";
    public const string InvalidUscc = "invalid-uscc";
    public const string NotUsedByProgramme = "not-used-by-programme";
    public const string LineNumberRepeated = "line-number-repeated";
    public const string WorkerListedTwice = "worker-listed-twice";
    public const string CertificateListedTwice = "certificate-listed-twice";
    public const string BenefitListedTwice = "benefit-listed-twice";

    /// <summary>Of a draft of a policy, which is read as a whole.</summary>
    public const string DoesNotFit = "does-not-fit";

    /// <summary>In a <c>400 malformed-request</c>, and of a member of a draft.</summary>
    public const string UnknownMember = "unknown-member";

    private static readonly Dictionary<string, (string Zh, string En)> Details = new(StringComparer.Ordinal)
    {
        [Required] = ("必填。", "This is required."),
        [WrongType] = ("JSON 类型不对。", "The JSON type is wrong."),
        [UnknownValue] = ("没有这个取值。", "There is no such value."),
        [InvalidDate] = ("日期或时间不存在，或格式不对。", "There is no such date or time, or its form is wrong."),
        [InvalidAmount] = ("金额应为人民币元，最多两位小数。", "An amount is in yuan with at most two decimals."),
        [OutOfRange] = ("超出允许范围，或止早于起。", "This is out of range, or an end lies before its start."),
        [TooLong] = ("文字过长。", "The text is too long."),
        [InvalidText] = ("含有不允许的字符。", "The text holds characters that are not allowed."),
        [InvalidIdNumber] = ("不是有效的公民身份号码（GB 11643）。", "This is no valid resident ID number (GB 11643)."),
        [InvalidUscc] = ("不是有效的统一社会信用代码（GB 32100）。", "This is no valid unified social credit code (GB 32100)."),
        [NotUsedByProgramme] = ("该举措不使用此项。", "This programme does not use this member."),
        [LineNumberRepeated] = ("名册行号重复。", "This line number stands in the roster more than once."),
        [WorkerListedTwice] = ("同一人在名册中出现多次。", "This person stands in the roster more than once."),
        [CertificateListedTwice] = ("同一证书在名册中出现多次。", "This certificate stands in the roster more than once."),
        [BenefitListedTwice] = ("名册中有两行使用同一享受资格。", "Two lines of the roster would use one entitlement."),
        [DoesNotFit] = ("与政策草案的其他部分不相符，或政策文件不允许。", "This does not fit the rest of the draft, or is nothing that a policy may say."),
        [UnknownMember] = ("没有这个成员。", "There is no such member."),
    };

    /// <summary>Every code, for the pages that explain them.</summary>
    public static IReadOnlyCollection<string> All => Details.Keys;

    /// <summary>What the code says; empty for a code that is not ours.</summary>
    public static string Detail(string code, bool english) =>
        Details.TryGetValue(code, out var detail) ? english ? detail.En : detail.Zh : "";
}
