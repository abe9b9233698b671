namespace ChainProv.Prover;

/// <summary>Where the service keeps its jobs, who may call it, how it proves and anchors: the configuration section <c>Prover</c>.</summary>
public sealed class ProverOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Prover";

    /// <summary>Where the API listens, as <c>--urls</c> says it, for a program that serves something else there; null leaves it to that.</summary>
    public string? Urls { get; set; }

    /// <summary>The SQLite file of the jobs. Default: <c>chainprov/prover.db</c> in the user's data folder.</summary>
    public string Database { get; set; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "chainprov", "prover.db");

    /// <summary>
    /// A file of mode 0600 whose first line callers must present as a bearer token; null asks for none, and takes requests of this machine's own
    /// programs only.
    /// </summary>
    public string? TokenFile { get; set; }

    /// <summary>Serve other machines without a token. Witnesses come in over this interface, and its jobs spend the account's coin.</summary>
    public bool AllowAnonymousRemote { get; set; }

    /// <summary>The largest request, in bytes. Default: 4 MiB.</summary>
    public int MaxRequestBytes { get; set; } = 4 << 20;

    /// <summary>How proofs are made.</summary>
    public ProvingOptions Proving { get; set; } = new();

    /// <summary>Which responses are attested.</summary>
    public AttestingOptions Attesting { get; set; } = new();

    /// <summary>How releases are anchored.</summary>
    public AnchoringOptions Anchoring { get; set; } = new();
}
