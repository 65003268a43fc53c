using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>The queue as one person reads it.</summary>
internal sealed class QueueRead(Answer answer)
{
    public JsonArray Items => answer["items"]!.AsArray();

    public IEnumerable<string> Numbers => Items.Select(item => item!["caseNumber"]?.GetValue<string>() ?? "");

    public IEnumerable<string> Kinds => Items.Select(item => item!["kind"]!.GetValue<string>());

    public IEnumerable<bool> MayDecide => Items.Select(item => item!["mayDecide"]!.GetValue<bool>());

    public string? Next => answer["nextCursor"]?.GetValue<string>();

    /// <summary>As <c>stage waiting/overdue</c>.</summary>
    public IEnumerable<string> Counts =>
        answer["counts"]!.AsArray().Select(count => $"{count!["stage"]!.GetValue<string>()} {count["waiting"]!.GetValue<int>()}/{count["overdue"]!.GetValue<int>()}");

    public static async Task<QueueRead> OfAsync(Staff person, string query = "") => new(await person.ReadAsync($"/queue{query}"));
}
