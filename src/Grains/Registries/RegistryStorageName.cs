namespace Gongshu.Grains.Registries;

/// <summary>The grain storage of all registries; hosts give it under this name.</summary>
public static class RegistryStorageName
{
    public const string Value = "registry";
}
