using System.Globalization;
using Gongshu.StaffConsole.Contract;

namespace Gongshu.StaffConsole.Pages.Money;

/// <summary>The bank's answers as somebody types them, line by line of one page of a batch.</summary>
public sealed class BankAnswersForm
{
    /// <summary>The version of the batch that was shown.</summary>
    public int? Version { get; set; }

    /// <summary>Of the form as it was shown: sent twice, it records once.</summary>
    public string? Key { get; set; }

    /// <summary>The day on which the lines that are paid were paid.</summary>
    public string? PaidOn { get; set; }

    // What a form does not send is set to null.
    public List<AnswerForm> Answers { get; set => field = value ?? []; } = [];

    /// <summary>Those lines that were answered, in the order in which they are sent.</summary>
    internal AnswerForm[] Answered => [.. Answers.Where(answer => !string.IsNullOrEmpty(answer.Outcome))];

    internal ResultsAsked Body() => new(Array.ConvertAll(Answered, answer => new BankAnswer(
        answer.BatchLine, answer.Outcome!, Typed.Text(answer.Code), answer.Outcome == "paid" ? Typed.Text(PaidOn) : null)));

    /// <summary>By pointer of that body: the id of the field.</summary>
    internal Dictionary<string, string> Fields()
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var answered = Answered;
        for (var i = 0; i < answered.Length; i++)
        {
            var (sent, line) = (string.Create(CultureInfo.InvariantCulture, $"/results/{i}"), string.Create(CultureInfo.InvariantCulture, $"answer-{answered[i].BatchLine}"));
            fields[sent] = fields[sent + "/outcome"] = fields[sent + "/batchLine"] = line + "-outcome";
            fields[sent + "/code"] = line + "-code";
            fields[sent + "/paidOn"] = "answers-paid-on";
        }

        return fields;
    }

    public sealed class AnswerForm
    {
        public int BatchLine { get; set; }
        public string? Outcome { get; set; }
        public string? Code { get; set; }
    }
}
