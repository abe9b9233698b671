using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ChainProv.Prover.Storage;

/// <summary>The schema's versions, each applied once, in order, in a transaction of its own; <c>user_version</c> counts them.</summary>
internal static class SqliteSchema
{
    private static readonly string[] Versions =
    [
        """
        CREATE TABLE context (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            chain_id INTEGER NOT NULL,
            registry BLOB NOT NULL,
            publisher BLOB NOT NULL
        ) STRICT;

        CREATE TABLE jobs (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            idempotency_key TEXT NOT NULL UNIQUE,
            request_digest BLOB NOT NULL,
            state TEXT NOT NULL
                CHECK (state IN ('Submitted', 'Proving', 'Proved', 'Anchoring', 'Anchored', 'Failed', 'Cancelled')),
            anchor INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            submitted_at INTEGER NOT NULL,
            release_id BLOB,
            certificate BLOB,
            setup INTEGER,
            anchor_transaction BLOB,
            block INTEGER,
            reason TEXT,
            retriable INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE INDEX jobs_by_state ON jobs (state);

        CREATE TABLE witnesses (
            job INTEGER PRIMARY KEY REFERENCES jobs (sequence),
            request BLOB NOT NULL
        ) STRICT;

        CREATE TABLE transactions (
            ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
            job INTEGER NOT NULL REFERENCES jobs (sequence),
            hash BLOB NOT NULL UNIQUE,
            nonce INTEGER NOT NULL,
            raw BLOB NOT NULL,
            open INTEGER NOT NULL DEFAULT 1
        ) STRICT;

        CREATE INDEX transactions_by_job ON transactions (job);
        """,
        """
        ALTER TABLE jobs ADD COLUMN final INTEGER NOT NULL DEFAULT 0;

        CREATE INDEX jobs_to_watch ON jobs (sequence) WHERE state = 'Anchored' AND final = 0;
        """,
    ];

    /// <exception cref="ProverException">A newer program wrote the database.</exception>
    public static void Migrate(SqliteConnection connection, string file)
    {
        for (long version = VersionOf(connection); version != Versions.Length; version++)
        {
            if (version > Versions.Length)
                throw new ProverException($"{file} has schema version {version}, this program knows versions up to {Versions.Length}: use a newer program", kind: ProverFailure.File);
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
            using SqliteCommand command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"{Versions[version]} PRAGMA user_version = {version + 1};");
            command.ExecuteNonQuery();
            transaction.Commit();
        }
    }

    private static long VersionOf(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }
}
