namespace ChainProv.Cryptography.Pairings;

/// <summary>The lines of some pairs' Miller loops, at the pairs' points of G1, one step of the loop at a time.</summary>
internal unsafe interface ILaneLines : IDisposable
{
    /// <summary>To the tangent at the running point, which is then doubled.</summary>
    void Double();

    /// <summary>To the line through the running point and the pair's point of G2, which is then added.</summary>
    void Add();

    /// <summary>f·Π lines.</summary>
    void MultiplyInto(LaneTower tower, Fp12Lanes* f);
}
