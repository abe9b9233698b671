namespace ChainProv.Cryptography.Curves;

/// <summary>Why bytes are not a point.</summary>
public enum PointError
{
    None,

    /// <summary>Not the format's length.</summary>
    WrongLength,

    /// <summary>The compression or sign bit is not what the format wants.</summary>
    InvalidFlags,

    /// <summary>Flagged as infinity, but not otherwise zero.</summary>
    InvalidInfinity,

    /// <summary>The padding before a coordinate is not zero.</summary>
    InvalidPadding,

    /// <summary>A coordinate is not below p.</summary>
    CoordinateNotBelowModulus,

    /// <summary>y² ≠ x³ + b, or no y satisfies it.</summary>
    NotOnCurve,

    /// <summary>On the curve, but not of the group's order.</summary>
    OutsideSubgroup,

    /// <summary>Infinity, where it has no place (a public key).</summary>
    Infinity,
}
