using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Models;

/// <summary>A file of a model, by the name under which its digest enters the model's.</summary>
public sealed record ModelFile(string Name, Sha256Digest Sha256, long Size);
