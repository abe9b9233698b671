namespace ChainProv.Groth16.Setup;

/// <summary>The secrets of a setup made by one party. Whoever keeps them can prove anything; γ is 1, as in every snarkjs key.</summary>
internal readonly record struct Trapdoor(Fr Tau, Fr Alpha, Fr Beta, Fr Delta)
{
    /// <summary>Fresh secrets from the operating system, none of them zero or one.</summary>
    public static Trapdoor Random() => new(NonTrivial(), NonTrivial(), NonTrivial(), NonTrivial());

    /// <summary>Neither zero nor ±1.</summary>
    public static Fr NonTrivial()
    {
        Fr value;
        do value = Fr.Random();
        while (value.IsZero || value == Fr.One || value == -Fr.One);
        return value;
    }

    /// <summary>Never shows the secrets.</summary>
    public override string ToString() => "Trapdoor";
}
