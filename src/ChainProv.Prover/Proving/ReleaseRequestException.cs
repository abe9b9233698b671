namespace ChainProv.Prover.Proving;

/// <summary>A release request that cannot be proved: where in it, and what is wrong. Never holds the request's values.</summary>
public sealed class ReleaseRequestException(string place, string problem, Exception? inner = null) : Exception($"{place}: {problem}", inner)
{
    /// <summary>Where in the request: <c>$.release.datasets[0].path</c>, or <c>line 3, byte 17</c>.</summary>
    public string Place { get; } = place;

    /// <summary>What is wrong there.</summary>
    public string Problem { get; } = problem;
}
