namespace ChainProv.Cryptography.Fields;

/// <summary>Eight coordinates of points, each of which lies in memory as rows of eight limbs: one row for each coordinate over the prime field.</summary>
internal unsafe interface ICoordinateLanes<TSelf, TField> : ILanes<TSelf, TField>
    where TSelf : unmanaged, ICoordinateLanes<TSelf, TField>
    where TField : unmanaged, IField<TField>
{
    /// <summary>How many rows of 64 bytes one coordinate takes.</summary>
    static abstract int RowCount { get; }

    /// <summary>Reads eight coordinates, each at an address of its own.</summary>
    static abstract void Gather(nuint* addresses, out TSelf result);

    /// <summary>Writes eight coordinates to addresses that lie equally far apart.</summary>
    static abstract void Scatter(in TSelf a, byte* first, nint stride);
}
