namespace ChainProv.Provenance.Datasets;

/// <summary>How a dataset's records lie in its files.</summary>
public enum DatasetFormat
{
    /// <summary>Told by the path and its first bytes.</summary>
    Auto,

    /// <summary>A folder: each file is a record, its relative path the key.</summary>
    Folder,

    /// <summary>JSON Lines: each line is an object.</summary>
    JsonLines,

    /// <summary>RFC 4180 with a header row.</summary>
    Csv,

    /// <summary>Apache Parquet.</summary>
    Parquet,
}
