using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Shapes;

/// <summary><c>POST /webhooks</c>. Whether the address may be sent to, the one who sends says.</summary>
internal static class WebhookShape
{
    private const int MaxUrl = 2_000, MaxSecret = 200;

    public static WebhookForm Read(ShapeObject body, DateOnly today)
    {
        body.Knows("url", "types", "secret");
        return new WebhookForm(Url(body), Types(body), Secret(body));
    }

    private static string Url(ShapeObject body)
    {
        var text = body.Text("url", MaxUrl);
        if (text.Length == 0) return "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            && url.Host.Length > 0 && url.UserInfo.Length == 0 && url.Fragment.Length == 0)
            return url.AbsoluteUri;
        body.Fault("url", FaultCode.UnknownValue);
        return "";
    }

    private static string[] Types(ShapeObject body)
    {
        var types = body.List("types", 1, EventTypes.All.Count)?.Known(EventTypes.All) ?? [];
        return [.. EventTypes.All.Where(type => types.Contains(type))];
    }

    private static string Secret(ShapeObject body)
    {
        var secret = body.Text("secret", MaxSecret);
        if (secret.Length > 0 && WebhookSecret.KeyOf(secret) is null) body.Fault("secret", FaultCode.OutOfRange);
        return secret;
    }
}
