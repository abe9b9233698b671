namespace ChainProv.Provenance.Datasets;

/// <summary>Reads one format in order and in bounded memory.</summary>
internal interface IDatasetReader
{
    /// <summary>Names a position for a message: "line 41,207".</summary>
    string PlaceOf(long position);

    /// <exception cref="DatasetException">The file is not of this format.</exception>
    IAsyncEnumerable<IRecordBatch> ReadAsync(CancellationToken cancellationToken);
}
