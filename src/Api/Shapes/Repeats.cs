namespace Gongshu.Api.Shapes;

/// <summary>Finds values that stand more than once, and names every place that is concerned. Where all stand once, no place is made.</summary>
/// <param name="expected">How many values there are, as far as that is known.</param>
internal sealed class Repeats<T>(string code, int expected = 0)
    where T : notnull
{
    private readonly Dictionary<T, (Pointer Parent, string Token)> _first = new(expected);
    private Dictionary<T, List<Pointer>>? _places;

    /// <param name="parent">The object or list in which the value stands.</param>
    /// <param name="token">The member or the index at which it stands there.</param>
    public void See(T value, Pointer parent, string token)
    {
        if (_first.TryAdd(value, (parent, token))) return;
        _places ??= [];
        if (_places.TryGetValue(value, out var places)) places.Add(parent[token]);
        else _places.Add(value, [PlaceOf(_first[value]), parent[token]]);
    }

    /// <summary>Value by value in the order in which they first stood.</summary>
    public void Note(Faults faults)
    {
        if (_places is null) return;
        foreach (var value in _first.Keys)
        {
            foreach (var place in _places.GetValueOrDefault(value) ?? []) faults.Add(place, code);
        }
    }

    private static Pointer PlaceOf((Pointer Parent, string Token) place) => place.Parent[place.Token];
}
