using ChainProv.Ethereum;

namespace ChainProv.Indexer.Registry;

/// <summary>One file of a model's file list.</summary>
/// <param name="Name">Its name: UTF-8, not empty.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">The SHA-256 of its bytes, as the publisher says.</param>
public sealed record ModelFile(ReadOnlyMemory<byte> Name, ulong Size, Hash32 Sha256);
