namespace ChainProv.Provenance.Datasets;

/// <summary>Some records that follow each other, read but not yet parsed and hashed.</summary>
internal interface IRecordBatch : IDisposable
{
    /// <summary>The index of the batch's first record in the dataset.</summary>
    long FirstIndex { get; }

    /// <summary>Parses and hashes: the expensive part, called once, on any thread.</summary>
    /// <exception cref="DatasetException">A record is wrong.</exception>
    IReadOnlyList<RawRecord> Parse();
}
