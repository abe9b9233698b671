namespace ChainProv.Prover.Attesting;

/// <summary>A response is not attested: where in the request the reason lies, and what it is. Never holds prompt or response.</summary>
public sealed class AttestationRefusedException(AttestationRefusal refusal, string place, string problem, Exception? inner = null) : Exception($"{place}: {problem}", inner)
{
    public AttestationRefusal Refusal { get; } = refusal;

    /// <summary>Where in the request: <c>$.policy</c>.</summary>
    public string Place { get; } = place;

    /// <summary>What is wrong there.</summary>
    public string Problem { get; } = problem;
}
