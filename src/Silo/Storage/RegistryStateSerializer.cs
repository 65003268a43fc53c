using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gongshu.Ledger;
using Orleans.Storage;

namespace Gongshu.Silo.Storage;

/// <summary>
/// Writes a registry grain's state as JSON and seals it, so that the database holds none of it in the clear. Every
/// member is written, default values too; a member that the type does not know, a repeated one, a null where none is
/// allowed, and a number for an enumeration are refused on reading.
/// </summary>
public sealed class RegistryStateSerializer(Sealer sealer) : IGrainStorageSerializer
{
    /// <summary>The JSON of stored state. Changing it needs the golden files of old payloads to pass.</summary>
    public static JsonSerializerOptions Json { get; } = CreateOptions();

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => new(sealer.Seal(JsonSerializer.SerializeToUtf8Bytes(input, Json)));

    /// <inheritdoc/>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The bytes were not sealed under a key of ours, or were changed.</exception>
    /// <exception cref="JsonException">They are not the JSON of a <typeparamref name="T"/>.</exception>
    public T Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return JsonSerializer.Deserialize<T>(sealer.Open(input.ToMemory().Span), Json)
            ?? throw new JsonException("The stored state is null.");
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.Never,
            NumberHandling = JsonNumberHandling.Strict,
            // The bytes go into a column and nowhere near a page: Chinese stays three bytes a character.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 32,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
