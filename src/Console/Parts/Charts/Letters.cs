using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Gongshu.StaffConsole.Parts.Charts;

/// <summary>SVG's <c>text</c>, a word that Razor has taken for itself.</summary>
public sealed class Letters : ComponentBase
{
    [Parameter, EditorRequired]
    public string X { get; set; } = "";

    [Parameter, EditorRequired]
    public int Y { get; set; }

    /// <summary>Whether it ends at <see cref="X"/> instead of beginning there.</summary>
    [Parameter]
    public bool End { get; set; }

    [Parameter, EditorRequired]
    public string? Text { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Y);
        builder.AddAttribute(3, "class", End ? "end" : null);
        builder.AddContent(4, Text);
        builder.CloseElement();
    }
}
