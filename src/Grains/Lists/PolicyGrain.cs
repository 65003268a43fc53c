using Gongshu.Grains.Interfaces;
using Orleans.Concurrency;

namespace Gongshu.Grains.Lists;

/// <summary>The policies of this installation, as their files say them. Key 0.</summary>
[StatelessWorker]
public sealed class PolicyGrain(PolicyTexts texts) : Grain, IPolicyGrain
{
    /// <inheritdoc/>
    public Task<string[]> List() => Task.FromResult(texts.Ids);

    /// <inheritdoc/>
    public Task<string?> Get(string id) => Task.FromResult(texts.Find(id));
}

/// <summary>The text of each policy file, read once at start beside the policies that were loaded from the same files.</summary>
public sealed class PolicyTexts
{
    private readonly Dictionary<string, string> _texts;

    /// <param name="files">Id and JSON text of each file, the newest policy first.</param>
    public PolicyTexts(IEnumerable<(string Id, string Json)> files)
    {
        var all = files.ToArray();
        Ids = Array.ConvertAll(all, file => file.Id);
        _texts = all.ToDictionary(file => file.Id, file => file.Json);
    }

    /// <summary>Newest first.</summary>
    public string[] Ids { get; }

    public string? Find(string id) => _texts.GetValueOrDefault(id);
}
