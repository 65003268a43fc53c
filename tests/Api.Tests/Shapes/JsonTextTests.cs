using System.Text.Json;
using Gongshu.Api.Json;

namespace Gongshu.Api.Tests.Shapes;

public sealed class JsonTextTests
{
    private const int Room = 10;

    [Theory]
    [InlineData("\"2018-03-05\"", "2018-03-05")]
    [InlineData("\"2018-03\\u002d05\"", "2018-03-05")]
    [InlineData("\"\"", "")]
    [InlineData("\"2018-03-05 \"", null)]
    [InlineData("\"2018-03-0\\u0035 \"", null)]
    [InlineData("\"工\"", null)]
    [InlineData("\"\\u5de5\"", null)]
    [InlineData("\"a\\u0000\"", null)]
    [InlineData("\"\\ud800\"", null)]
    public void A_short_text_is_the_same_however_it_is_spelt(string json, string? text)
    {
        using var document = JsonDocument.Parse(json);
        Span<char> room = stackalloc char[Room];
        var read = JsonText.TryReadShort(document.RootElement, room, out var length);
        Assert.Equal(text, read ? new string(room[..length]) : null);
    }

    [Theory]
    [InlineData("{\"line\":1}", true)]
    [InlineData("{\"lines\":1}", false)]
    [InlineData("{\"Line\":1}", false)]
    [InlineData("{\"l\\u0069ne\":1}", false)]
    public void A_member_is_named_as_it_is_written(string json, bool named)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(named, JsonText.IsNamed(document.RootElement.EnumerateObject().Single(), ["worker", "line"]));
    }
}
