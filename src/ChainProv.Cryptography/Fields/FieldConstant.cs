namespace ChainProv.Cryptography.Fields;

/// <summary>Constants as specifications print them.</summary>
internal static class FieldConstant
{
    /// <summary>An element from the hexadecimal of its canonical form, the highest coordinate first.</summary>
    public static TField Parse<TField>(string hexadecimal) where TField : unmanaged, IField<TField> =>
        TField.TryRead(Convert.FromHexString(hexadecimal), out TField value)
            ? value
            : throw new FormatException($"Not a canonical {typeof(TField).Name}: {hexadecimal}");
}
