namespace ChainProv.Cryptography.Fields;

/// <summary>The element β of a field that has no square (or cube) root there, so that X² − β (or X³ − β) defines an extension.</summary>
public interface INonResidue<TBase> where TBase : unmanaged, IField<TBase>
{
    static abstract TBase Value { get; }

    /// <summary>β·<paramref name="a"/>, which for a well-chosen β costs a few additions.</summary>
    static abstract TBase Multiply(TBase a);
}
