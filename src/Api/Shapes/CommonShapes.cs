using Gongshu.Attachments;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Shapes;

// Objects that stand in more than one body.

internal static class ContactShape
{
    public static Contact Read(ShapeObject contact)
    {
        contact.Knows("name", "phone");
        return new Contact(contact.Text("name", ShapeLimits.PersonName), contact.TextOrNull("phone", ShapeLimits.Phone));
    }
}

internal static class BankShape
{
    public static BankAccount Read(ShapeObject bank)
    {
        bank.Knows("bankName", "accountName", "accountNumber");
        return new BankAccount(
            bank.Text("bankName", ShapeLimits.OrganisationName), bank.Text("accountName", ShapeLimits.OrganisationName),
            bank.Text("accountNumber", ShapeLimits.Account));
    }
}

internal static class NamedPersonShape
{
    public static NamedPerson Read(ShapeObject person)
    {
        person.Knows("name");
        return new NamedPerson(person.Text("name", ShapeLimits.PersonName));
    }
}

internal static class OccupationShape
{
    public static Occupation Read(ShapeObject occupation)
    {
        occupation.Knows("code", "name");
        return new Occupation(Code(occupation), occupation.Text("name", ShapeLimits.Title));
    }

    private static string Code(ShapeObject occupation)
    {
        var text = occupation.Text("code", ShapeLimits.Identifier);
        if (string.IsNullOrWhiteSpace(text)) return "";
        if (OccupationCode.TryParse(text, out var code)) return code.Value;
        occupation.Fault("code", FaultCode.UnknownValue);
        return "";
    }
}

internal static class OfficialDocumentShape
{
    public static OfficialDocument Read(ShapeObject document)
    {
        document.Knows("title", "number");
        return new OfficialDocument(document.Text("title", ShapeLimits.Title), document.Text("number", ShapeLimits.Number));
    }
}

internal static class DocumentShape
{
    public static DocumentGiven Read(ShapeObject document)
    {
        document.Knows("kind", "attachment", "onPaper");
        var kind = document.Choice<DocumentKind>("kind");
        var attachment = document.TextOrNull("attachment", ShapeLimits.Identifier);
        var onPaper = document.FlagOrNull("onPaper") ?? false;

        // Whether it is there, and whose it is, is judged later: what has no form of an id is none in any case.
        if (attachment is not null && !AttachmentIds.IsOne(attachment)) document.Fault("attachment", FaultCode.UnknownValue);
        else if (!onPaper && !document.Has("attachment")) document.Fault("attachment", FaultCode.Required);
        return new DocumentGiven(kind, attachment, onPaper);
    }
}

/// <summary><c>receivedOnPaper</c>: a paper that came earlier than it is entered. Whose it is to say, and how long, is judged later.</summary>
internal static class PaperReceivedShape
{
    public static PaperReceived? ReadOrNull(ShapeObject body)
    {
        if (body.ObjectOrNull("receivedOnPaper") is not { } paper) return null;
        paper.Knows("on", "register");
        return new PaperReceived(paper.Day("on"), paper.Text("register", ShapeLimits.Number));
    }
}
