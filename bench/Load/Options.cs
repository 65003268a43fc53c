namespace Gongshu.Load;

/// <param name="Only">Parts of names of loads; empty: all of them.</param>
/// <param name="Rounds">Of each side and load.</param>
/// <param name="Results">The folder that gets the page and the raw figures; null: nothing is written.</param>
internal sealed record Options(bool Help, bool Quick, IReadOnlyList<string> Only, int Rounds, string? Results)
{
    public static Options? Parse(string[] args)
    {
        var options = new Options(false, false, [], 5, null);
        var only = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--help" or "-h": options = options with { Help = true }; break;
                case "--quick": options = options with { Quick = true }; break;
                case "--rounds" when i + 1 < args.Length && int.TryParse(args[i + 1], out var rounds) && rounds > 0: options = options with { Rounds = rounds }; i++; break;
                case "--results" when i + 1 < args.Length: options = options with { Results = args[++i] }; break;
                case "--only" when i + 1 < args.Length:
                    while (i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal)) only.Add(args[++i]);
                    break;
                default: return null;
            }
        }
        return options with { Only = only };
    }

    public bool Wants(string name) => Only.Count == 0 || Only.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
}
