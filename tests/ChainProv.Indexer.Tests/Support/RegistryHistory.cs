using System.Collections.Immutable;
using ChainProv.Ethereum;

namespace ChainProv.Indexer.Tests.Support;

/// <summary>What a registry holds after some events, and a source of events that can follow. Immutable, so that branches of a chain share their past.</summary>
internal sealed record RegistryHistory
{
    private ImmutableList<(Hash32 Id, ImmutableList<Hash32> Roots)> Authorities { get; init; } = [];

    private ImmutableList<(Hash32 Id, Hash32 Model)> Releases { get; init; } = [];

    private ImmutableHashSet<Hash32> Gone { get; init; } = [];

    private ImmutableDictionary<Hash32, ulong> Rotations { get; init; } = ImmutableDictionary<Hash32, ulong>.Empty;

    private ulong Change { get; init; } = 1;

    private bool HasCircuit { get; init; }

    private int Count { get; init; }

    /// <summary>An event that a registry could write next; ids repeat from branch to branch now and then.</summary>
    public (FakeLog Log, RegistryHistory After) Next(Random random)
    {
        RegistryHistory after = this with { Count = Count + 1 };
        string name = $"{Count} {random.Next(2)}";
        Hash32 id = Events.Id(name);
        if (!HasCircuit)
            return (Events.CircuitAdded(), after with { HasCircuit = true });
        if (Authorities.IsEmpty || random.Next(10) == 0)
            return (Events.Registered(id), after with { Authorities = Authorities.Add((id, [])) });

        int index = random.Next(Authorities.Count);
        (Hash32 authority, ImmutableList<Hash32> roots) = Authorities[index];
        switch (random.Next(9))
        {
            case 0:
                return (Events.Recognised(authority, random.Next(3) > 0), after);
            case 1:
                return (Events.Committed(id), after);
            case 2 when !Releases.IsEmpty && Releases[random.Next(Releases.Count)] is var release && !Gone.Contains(release.Id):
                return (Events.Revoked(release.Id, release.Model), after with { Gone = Gone.Add(release.Id) });
            case 3 when !Releases.IsEmpty && Releases[random.Next(Releases.Count)] is var release:
                return (Events.Promoted(release.Id, release.Model), after);
            case 4 or 5 when !roots.IsEmpty:
                byte[] files = Events.FileList(("a", 1, Events.Id("a")), ($"b{random.Next(3)}", ulong.MaxValue, Events.Id("b")));
                byte[] list = random.Next(8) == 0 ? [.. files, 0] : files;
                int revision = random.Next(roots.Count);
                uint today = (uint)(FakeBlock.GenesisTime / Events.Day);
                FakeLog anchored = Events.Anchored(id, list, authority, roots[revision], (ulong)revision + 1, today + (uint)random.Next(2),
                    weightsDigest: random.Next(2) == 0 ? default : Events.Id("weights"), trainingLink: (byte)random.Next(2));
                return (anchored, after with { Releases = Releases.Add((id, Events.DigestOf(list))) });
            case 6:
                ulong rotation = Rotations.GetValueOrDefault(authority) + 1;
                return (Events.Rotated(authority, rotation, id.ToArray()), after with { Rotations = Rotations.SetItem(authority, rotation) });
            case 7:
                FakeLog changed = Events.RegistryRootChanged(Events.Id($"registry {random.Next(4)}"), Change + 1, random.Next(3) == 0);
                return (changed, after with { Change = Change + 1 });
            default:
                FakeLog published = Events.Published(authority, (ulong)roots.Count + 1, id, random.Next(4) == 0);
                return (published, after with { Authorities = Authorities.SetItem(index, (authority, roots.Add(id))) });
        }
    }
}
