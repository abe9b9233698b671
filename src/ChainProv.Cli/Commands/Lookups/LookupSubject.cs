using ChainProv.Ethereum;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Registries;

namespace ChainProv.Cli.Commands.Lookups;

/// <summary>What a user names when looking something up.</summary>
internal static class LookupSubject
{
    /// <summary>The digests under which it may be known, the most telling first.</summary>
    /// <exception cref="InputException">It is neither a digest nor a file that can be read.</exception>
    public static IReadOnlyList<Hash32> DigestsOf(string what, CancellationToken cancellationToken)
    {
        if (!File.Exists(what) && !Directory.Exists(what) && Hash32.TryParse(what, null, out Hash32 digest)) return [digest];
        if (what.EndsWith(".json", StringComparison.Ordinal) && File.Exists(what))
        {
            string? format = DatasetFile.FormatOf(what);
            if (format == ReleaseCertificate.FormatName) return [new Hash32(ReleaseCertificate.Read(what).ModelDigest.ToArray())];
            if (format == ResponseCertificate.FormatName) return [ReleaseAnchor.ToHash(ResponseCertificate.Read(what).ModelCommitment)];
            if (format == PublicModel.FormatName) return [new Hash32(PublicModel.Read(what).ModelDigest.ToArray())];
        }

        IReadOnlyList<ModelFile> files = ModelFiles.Read([what], cancellationToken);
        Hash32 model = new(ModelDigest.Of(files).ToArray());
        return files.Count == 1 ? [model, new Hash32(files[0].Sha256.ToArray())] : [model];
    }
}
