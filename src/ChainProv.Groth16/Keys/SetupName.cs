namespace ChainProv.Groth16.Keys;

/// <summary>The word for a kind of setup in files and on screens.</summary>
public static class SetupName
{
    public const string Development = "development";
    public const string Ceremony = "ceremony";

    public static string Of(SetupKind setup) => setup == SetupKind.Ceremony ? Ceremony : Development;
}
