using Orleans.Runtime;

namespace Gongshu.Grains.Interfaces;

/// <summary>
/// A reference to a grain by its key, as <c>GetGrain</c> gives it. That looks up by reflection, at each call, which grain implements the interface; on the
/// ways that every submission takes, it is looked up once.
/// </summary>
public static class GrainReferences
{
    extension(IGrainFactory grains)
    {
        /// <param name="key">As <see cref="GrainKeys"/> makes it.</param>
        public TGrain Known<TGrain>(string key) where TGrain : class, IGrainWithStringKey
        {
            ArgumentNullException.ThrowIfNull(grains);
            if (Implementation<TGrain>.Of is { } known) return (TGrain)grains.GetGrain(GrainId.Create(known.Grain, key), known.Interface);
            var reference = grains.GetGrain<TGrain>(key);
            if (reference is GrainReference addressed) Implementation<TGrain>.Of = new(addressed.GrainId.Type, addressed.InterfaceType);
            return reference;
        }
    }

    private sealed record Names(GrainType Grain, GrainInterfaceType Interface);

    private static class Implementation<TGrain>
    {
        public static volatile Names? Of;
    }
}
