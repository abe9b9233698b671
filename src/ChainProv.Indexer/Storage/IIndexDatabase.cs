using System.Data.Common;

namespace ChainProv.Indexer.Storage;

/// <summary>The database under the index: all that differs between SQLite and PostgreSQL. Schema and queries are in SQL that both read.</summary>
public interface IIndexDatabase
{
    /// <summary>What messages call the database; holds no credentials.</summary>
    string Name { get; }

    /// <summary>A new connection, open.</summary>
    /// <exception cref="IndexerException">The database cannot be used, whatever is tried.</exception>
    Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>A transaction that reads one state of the database, whatever is written meanwhile.</summary>
    Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>A transaction that writes, alone.</summary>
    Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken);
}
