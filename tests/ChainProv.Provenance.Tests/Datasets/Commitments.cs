using System.Security.Cryptography;
using System.Text;
using ChainProv.Cryptography.Hashing;
using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Tests.Datasets;

/// <summary>Commitments computed the slow and obvious way, and what is expected of bad ones.</summary>
internal static class Commitments
{
    /// <summary>The root of records given by their whole content.</summary>
    public static Fr Root(params (string Key, string Content, string Licence, string Source, uint Bin)[] records)
    {
        Fr[] leaves = [.. records.Select(record => Leaf(record.Key, Encoding.UTF8.GetBytes(record.Content), record.Licence, record.Source, record.Bin))];
        return DatasetMetadata.RootOf(MerkleTree.Fitting(leaves).Root, (ulong)records.Length);
    }

    public static Fr Leaf(string key, byte[] content, string licence, string source, uint bin) => new RecordFields(
        ReleaseElements.Key(key),
        (ulong)content.Length,
        DigestLimbs.Of(SHA256.HashData(content)),
        ReleaseElements.Licence(licence),
        ReleaseElements.Source(source),
        bin).Leaf();

    public static DatasetCommitment Of(string path, DatasetOptions? options = null) => DatasetCommitter.ComputeAsync(path, options).GetAwaiter().GetResult();

    /// <summary>The message must be the file's name and the rest, so that file and place are always said.</summary>
    public static void Refused(string path, string message, DatasetOptions? options = null) =>
        FluentActions.Invoking(() => Of(path, options)).Should().Throw<InputException>().WithMessage(path + message);
}
