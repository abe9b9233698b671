namespace ChainProv.Groth16.Keys;

/// <summary>Whether the points of a key file must be checked one by one.</summary>
public enum PointTrust
{
    /// <summary>Every point is checked to be canonical, on the curve and in its subgroup.</summary>
    Check,

    /// <summary>These very bytes were written, or checked before, by this user: only the form is checked.</summary>
    KnownBytes,
}
