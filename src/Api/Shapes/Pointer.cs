using System.Globalization;
using System.Text;

namespace Gongshu.Api.Shapes;

/// <summary>A place in a JSON document, written as RFC 6901 says. A chain, so that a place without a fault costs no text.</summary>
internal sealed record Pointer(Pointer? Parent, string Token)
{
    /// <summary>The whole document; written as the empty text.</summary>
    public static readonly Pointer Root = new(null, "");

    public Pointer this[string member] => new(this, member);

    public Pointer this[int index] => new(this, index.ToString(CultureInfo.InvariantCulture));

    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text);
        return text.ToString();
    }

    private void Append(StringBuilder text)
    {
        if (Parent is null) return;
        Parent.Append(text);
        text.Append('/').Append(Token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
    }
}
