namespace ChainProv.Circuits.Testing;

/// <summary>The values a dishonest prover would try in place of an honest one.</summary>
internal static class Forgeries
{
    /// <summary>A large element of no meaning: a root of unity.</summary>
    private static readonly Fr Far = Fr.TwoAdicRoot;

    /// <summary>One more, zero, the negative, and a value far away that is the same in every run. A bit is flipped by one of the first
    /// two.</summary>
    public static IEnumerable<Fr> Of(Fr honest, int wire) =>
        new[] { honest + Fr.One, Fr.Zero, -honest, Far * Fr.From((ulong)wire) }.Distinct().Where(value => value != honest);
}
