namespace ChainProv.Prover;

/// <summary>For which models responses are attested, and under which policies. Without models none are.</summary>
public sealed class AttestingOptions
{
    /// <summary>The models' <c>model.json</c> files, with their secret parts beside them; these are read again when they change. Each model's answered nonces are kept beside it.</summary>
    public IList<string> Models { get; set; } = [];

    /// <summary>The <c>policy.json</c> files of the policies that are answered, and no others: who could ask for any would find hidden dates by bisection.</summary>
    public IList<string> Policies { get; set; } = [];

    /// <summary>How long the registry's root that responses name may be one looked up before. Default: 15 s.</summary>
    public TimeSpan RootLifetime { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The most responses that wait for a proof; more are refused for a while. Default: 32.</summary>
    public int QueueCapacity { get; set; } = 32;
}
