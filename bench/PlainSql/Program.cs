using System.Security.Cryptography;
using Gongshu.Ledger;
using Gongshu.PlainSql;
using Gongshu.Policy;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

// Settings: ConnectionStrings:Gongshu, Keys:Pseudonym, Keys:Encryption:1 (base64), Clock:StartAt, Auth:KeyFile (the PEM of the product's development issuer).
var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration;
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Services.AddSingleton(_ => Ledgers.DataSource(settings.GetConnectionString("Gongshu")!));
builder.Services.AddSingleton(provider => new Plain(
    provider.GetRequiredService<NpgsqlDataSource>(), new Sealer(new Dictionary<int, byte[]> { [1] = Convert.FromBase64String(settings["Keys:Encryption:1"]!) }),
    new Pseudonymiser(Convert.FromBase64String(settings["Keys:Pseudonym"]!)), Path.Combine(AppContext.BaseDirectory, "policies")));
builder.Services.AddSingleton(new Clock(DateTimeOffset.Parse(settings["Clock:StartAt"]!, System.Globalization.CultureInfo.InvariantCulture)));
builder.Services.AddAuthorization();
builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
{
    var key = ECDsa.Create();
    key.ImportFromPem(File.ReadAllText(settings["Auth:KeyFile"]!));
    options.MapInboundClaims = false;
    options.TokenValidationParameters = new TokenValidationParameters
    {
        NameClaimType = "sub",
        ValidIssuer = "https://gongshu.invalid/development",
        ValidAudience = "gongshu",
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        IssuerSigningKey = new ECDsaSecurityKey(key),
    };
});

var app = builder.Build();
LedgerSchema.PostgreSql(app.Services.GetRequiredService<NpgsqlDataSource>()).Migrate();
app.UseAuthentication();
app.UseAuthorization();
app.MapGet("/health/ready", () => "ready");
app.MapGroup("/api/v1").RequireAuthorization().MapPlain();
await app.RunAsync();
