using ChainProv.Ethereum;
using ChainProv.Ethereum.Abi;
using ChainProv.Ethereum.Rpc;
using static ChainProv.Ethereum.Contracts.ProvenanceRegistry;

namespace ChainProv.Indexer.Tests.Support;

/// <summary>What the registry's views answer after some events: as the contract would, in what the indexer asks for.</summary>
internal sealed class FakeRegistryState(IEnumerable<FakeLog> past)
{
    private static readonly Hash32 EmptyTree = Events.Id("the empty tree");
    private readonly object[] _events = [.. past.Select(log => DecodeEvent(new Log(FakeNode.Registry, log.Topics, log.Data, 0, default, default, 0, 0))!)];

    public byte[] Call(byte[] data)
    {
        AbiFunction function = Abi.Functions.Single(known => known.Selector == Selector.At(data));
        object[] arguments = function.DecodeCall(data);
        object result = function.Name switch
        {
            "authority" => Authority((Hash32)arguments[0]),
            "releaseStatus" => Release((Hash32)arguments[0]),
            "registryRoot" => Changes().Last().RegistryRoot,
            "registryRootStatus" => RegistryRoot((Hash32)arguments[0]),
            "rootMessage" => Keccak256.Hash(Hex.Encode(data)),
            _ => throw new FakeRpcException(3, "execution reverted"),
        };
        return AbiCodec.Encode(function.Outputs.Select(output => output.Type).ToArray(), result);
    }

    private object[] Authority(Hash32 id)
    {
        RootPublishedEvent[] roots = [.. _events.OfType<RootPublishedEvent>().Where(root => root.AuthorityId == id)];
        bool registered = _events.OfType<AuthorityRegisteredEvent>().Any(authority => authority.AuthorityId == id);
        bool recognised = _events.OfType<AuthorityRecognisedEvent>().LastOrDefault(said => said.AuthorityId == id)?.Recognised ?? false;
        ulong lastRevocation = roots.LastOrDefault(root => root.Revokes)?.Revision ?? 0;
        ulong rotations = (ulong)_events.OfType<AuthorityKeyRotatedEvent>().Count(rotation => rotation.AuthorityId == id);
        return [registered, recognised, (ulong)roots.Length, lastRevocation, roots.LastOrDefault()?.Root ?? Hash32.Zero, new byte[128], rotations];
    }

    private RegistryRootChangedEvent[] Changes() => [new(EmptyTree, 1, false), .. _events.OfType<RegistryRootChangedEvent>()];

    private object[] RegistryRoot(Hash32 root)
    {
        RegistryRootChangedEvent[] changes = Changes();
        ulong change = changes.LastOrDefault(known => known.RegistryRoot == root)?.Change ?? 0;
        bool revoked = change != 0 && changes.Any(later => later.Change > change && later.Revokes);
        return [change != 0, change == (ulong)changes.Length, revoked, change, 0UL];
    }

    private object[] Release(Hash32 id)
    {
        ReleaseAnchoredEvent? anchored = _events.OfType<ReleaseAnchoredEvent>().SingleOrDefault(release => release.ReleaseId == id);
        bool revoked = _events.OfType<ReleaseRevokedEvent>().Any(release => release.ReleaseId == id);
        ulong ofModel = (ulong)_events.OfType<ReleaseAnchoredEvent>().Count(release => release.ModelDigest == anchored?.ModelDigest);
        return
        [
            anchored is not null, false, id, Hash32.Zero, Hash32.Zero, Address.Zero, Hash32.Zero, Hash32.Zero, 0UL, false, false, 0U, false, revoked, false,
            (byte)0, (byte)1, 0UL, 0UL, ofModel,
        ];
    }
}
