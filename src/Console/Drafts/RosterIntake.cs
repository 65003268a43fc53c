using System.Text;
using Gongshu.StaffConsole.Contract;

namespace Gongshu.StaffConsole.Drafts;

/// <summary>Rosters from a spreadsheet or its clipboard into lines of a draft. The contract reads them; rows with faults come along to be corrected.</summary>
internal static class RosterIntake
{
    // The head of the template, for what was copied without one.
    private static readonly string[] Head =
        ["序号", "姓名", "身份证", "职业（工种）", "等级", "联系电话", "本人签字", "职业编码", "证书编号", "发证日期", "申报单位", "劳动合同起始日期", "劳动合同终止日期", "社会保险", "进城务工", "岗位"];

    /// <summary>What was pasted: with the template's head, or its columns in their order with or without 序号.</summary>
    public static async Task<Answer<RosterRead>> ReadPastedAsync(GongshuApi api, string pasted)
    {
        var answer = await SendAsync(api, pasted);
        if (answer.Problem?.Is("unreadable-file") != true) return answer;
        var headed = await SendAsync(api, string.Join('\t', HeadOf(pasted)) + "\n" + pasted);
        return headed.IsValue ? headed : answer;
    }

    /// <summary>Puts the lines into the draft: instead of its own, or behind them.</summary>
    /// <returns>False: there would be more lines than an application has.</returns>
    public static bool Put(Draft draft, RosterRead read, bool replace)
    {
        const int most = 5_000;
        if (read.Lines.Length + read.Faulty.Length + (replace ? 0 : draft.Lines.Count) > most) return false;
        if (replace) (draft.Lines, draft.Check) = ([], null);
        var taken = draft.Lines.Select(line => line.Line).ToHashSet();
        var next = Math.Max(draft.NextLine, read.Lines.Concat(read.Faulty.Select(row => row.Line)).Select(line => line.Line + 1).DefaultIfEmpty(1).Max());
        var wrong = WrongOf(read);
        foreach (var line in read.Lines.Select(line => LineOf(line, null)).Concat(wrong.Keys).OrderBy(line => line.Line))
        {
            if (!taken.Add(line.Line)) taken.Add(line.Line = next++);
            draft.Lines.Add(line);
            if (wrong.TryGetValue(line, out var faults)) (draft.Check ??= new()).Lines[line.Line] = new(faults, []);
        }

        return true;
    }

    private static Dictionary<DraftLine, Dictionary<string, string>> WrongOf(RosterRead read)
    {
        var told = read.Errors.ToLookup(fault => fault.Row);
        var wrong = new Dictionary<DraftLine, Dictionary<string, string>>(ReferenceEqualityComparer.Instance);
        foreach (var row in read.Faulty)
        {
            var faults = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var fault in told[row.Row]) faults.TryAdd(FieldOf(fault.Column), fault.Detail);
            wrong.Add(LineOf(row.Line, row.Cells), faults);
        }

        return wrong;
    }

    private static string FieldOf(string column) => column switch
    {
        "姓名" => nameof(DraftLine.Name),
        "身份证" => nameof(DraftLine.IdNumber),
        "联系电话" => nameof(DraftLine.Phone),
        "证书编号" => nameof(DraftLine.CertificateNumber),
        "职业编码" => nameof(DraftLine.OccupationCode),
        "职业（工种）" => nameof(DraftLine.OccupationName),
        "等级" => nameof(DraftLine.Level),
        "发证日期" => nameof(DraftLine.IssuedOn),
        "申报单位" => nameof(DraftLine.DeclaredBy),
        "劳动合同起始日期" => nameof(DraftLine.ContractFrom),
        "劳动合同终止日期" => nameof(DraftLine.ContractTo),
        "岗位" => nameof(DraftLine.Position),
        _ => column,
    };

    private static DraftLine LineOf(RosterLine line, Dictionary<string, string>? cells)
    {
        string? Typed(string column, string? read) => cells?.TryGetValue(column, out var text) == true ? text : read;
        var (certificate, employment) = (line.Certificate, line.Employment);
        return new()
        {
            Line = line.Line,
            Name = Typed("姓名", line.Worker.Name),
            IdNumber = Typed("身份证", line.Worker.IdNumber),
            Phone = Typed("联系电话", line.Worker.Phone),
            Migrant = line.Worker.Migrant ?? false,
            CertificateNumber = Typed("证书编号", certificate?.Number),
            OccupationCode = Typed("职业编码", certificate?.Occupation?.Code),
            OccupationName = Typed("职业（工种）", certificate?.Occupation?.Name),
            Level = Typed("等级", certificate?.Level),
            IssuedOn = Typed("发证日期", certificate?.IssuedOn),
            DeclaredBy = Typed("申报单位", certificate?.DeclaredBy),
            ContractFrom = Typed("劳动合同起始日期", employment?.ContractFrom),
            ContractTo = Typed("劳动合同终止日期", employment?.ContractTo),
            SocialInsurance = employment?.SocialInsuranceInHangzhou ?? false,
            Position = Typed("岗位", employment?.Position),
            SignedByWorker = line.SignedByWorker ?? false,
        };
    }

    private static async Task<Answer<RosterRead>> SendAsync(GongshuApi api, string text)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await api.UploadAsync<RosterRead>("/applications/rosters", file, "roster.csv", "text/csv");
    }

    // A running number is short and has digits only; an ID number is long.
    private static string[] HeadOf(string pasted)
    {
        var first = pasted.AsSpan().TrimStart();
        first = first[..Math.Max(0, first.IndexOfAny('\t', '\n', '\r') is var end and >= 0 ? end : first.Length)].Trim();
        return first.Length is > 0 and <= 6 && !first.ContainsAnyExceptInRange('0', '9') ? Head : Head[1..];
    }
}
