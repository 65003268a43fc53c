namespace Gongshu.Api.Shapes;

/// <summary>How long texts may be, in UTF-16 units, and how many elements lists may have.</summary>
internal static class ShapeLimits
{
    public const int Identifier = 100;
    public const int PersonName = 100;
    public const int OrganisationName = 200;
    public const int Phone = 40;
    public const int Title = 300;
    public const int Number = 100;
    public const int Account = 64;
    public const int Comment = 4_000;
    public const int RegistryId = 64;

    public const int RosterLines = 5_000;
    public const int Documents = 200;
    public const int Lessons = 2_000;
    public const int DecisionLines = 10_000;
    public const int BankResults = 20_000;
    public const int Reference = 100;
}
