using ChainProv.Ethereum;

namespace ChainProv.Indexer.Storage;

/// <summary>An authority as the events of the index make it.</summary>
/// <param name="Id">The authority.</param>
/// <param name="Revision">Its newest revision; zero before the first.</param>
/// <param name="LastRevocation">The newest revision that took something away; zero if none did.</param>
/// <param name="Rotations">How often it has replaced its key.</param>
/// <param name="Recognised">Whether the registry's owner recognises it.</param>
internal sealed record AuthorityFacts(Hash32 Id, ulong Revision, ulong LastRevocation, ulong Rotations, bool Recognised);
