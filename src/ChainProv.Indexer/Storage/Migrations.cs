using System.Globalization;
using System.Reflection;

namespace ChainProv.Indexer.Storage;

/// <summary>The schema's versions: embedded files <c>NNNN_name.sql</c>, each applied once, in order, in a transaction of its own.</summary>
internal static class Migrations
{
    private static readonly (long Version, string Resource)[] All =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => (long.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name))
            .Order()];

    /// <summary>Brings the database to the newest version.</summary>
    /// <exception cref="IndexerException">A newer program has written it.</exception>
    public static async Task ApplyAsync(IIndexDatabase database, CancellationToken cancellationToken)
    {
        // The version is read under the write lock of the migration itself, so that two programs that start at once do not both migrate.
        foreach ((long version, string resource) in All.Prepend((0, "")))
        {
            await using SqlSession session = await SqlSession.WriteAsync(database, cancellationToken).ConfigureAwait(false);
            await session.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_migrations (version BIGINT PRIMARY KEY, name TEXT NOT NULL)").ConfigureAwait(false);
            long current = await session.CountAsync("SELECT COALESCE(MAX(version), 0) FROM schema_migrations").ConfigureAwait(false);
            if (current > All[^1].Version)
                throw new IndexerException($"{database.Name} has schema version {current}, this program knows versions up to {All[^1].Version}: use a newer program", kind: IndexerFailure.File);
            if (version > current)
            {
                await session.ExecuteAsync(Read(resource)).ConfigureAwait(false);
                await session.InsertAsync("schema_migrations", ("version", version), ("name", resource)).ConfigureAwait(false);
            }
            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Read(string resource)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
