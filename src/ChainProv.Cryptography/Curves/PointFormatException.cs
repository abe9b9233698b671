namespace ChainProv.Cryptography.Curves;

/// <summary>Bytes that should be a point are not.</summary>
public sealed class PointFormatException(string group, PointError error) : FormatException($"Not a point of {group}: {Describe(error)}.")
{
    public PointError Error { get; } = error;

    /// <summary>The error as the end of a sentence.</summary>
    public static string Describe(PointError error) => error switch
    {
        PointError.WrongLength => "wrong length",
        PointError.InvalidFlags => "invalid flag bits",
        PointError.InvalidInfinity => "infinity with other bits set",
        PointError.InvalidPadding => "padding is not zero",
        PointError.CoordinateNotBelowModulus => "a coordinate is not below p",
        PointError.NotOnCurve => "not on the curve",
        PointError.OutsideSubgroup => "outside the subgroup of order r",
        PointError.Infinity => "infinity is not allowed",
        _ => "no error",
    };
}
