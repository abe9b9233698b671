using System.Text.Json.Nodes;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Queries;
using ChainProv.Indexer.Registry;
using ChainProv.Indexer.Tests.Support;
using static ChainProv.Ethereum.Contracts.ProvenanceRegistry;

namespace ChainProv.Indexer.Tests.Chain;

/// <summary>The index of the real registry on a real chain.</summary>
public sealed class RegistryOnChainTests : IAsyncLifetime
{
    private static readonly byte[] Model = Events.FileList(("config.json", 12, Events.Id("config")), ("weights", 1 << 20, Events.Id("weights")));
    private RegistryOnAnvil _chain = null!;
    private TestIndex _index = null!;

    public async ValueTask InitializeAsync()
    {
        _chain = await RegistryOnAnvil.StartAsync();
        _index = _chain.Index();
    }

    public ValueTask DisposeAsync()
    {
        _index.Dispose();
        _chain.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_release_is_found_by_model_file_and_id_with_what_it_stands_on()
    {
        await _chain.RegisterAuthorityAsync();
        await _chain.PublishRootAsync();
        Hash32 release = await _chain.AnchorAsync(Model, baseDigest: Events.Id("base"));
        await _index.CatchUpAsync();

        foreach ((Hash32 digest, string kind) in ((Hash32, string)[])
            [(Events.DigestOf(Model), RecordKind.Model), (release, RecordKind.Release), (Events.Id("weights"), RecordKind.File)])
        {
            LookupAnswer answer = await _index.LookupAsync(digest);
            answer.Kind.Should().Be(kind);
            answer.Parents.Should().Equal(new Parent(RecordKind.Root, _chain.Root), new Parent(RecordKind.Model, Events.Id("base")));
            ReleaseRecord record = answer.Record.Should().BeOfType<ReleaseRecord>().Subject;
            (record.ReleaseId, record.Proven, record.TrainingLink, record.TrainingLinkMeaning, record.Setup, record.FileListValid)
                .Should().Be((release, true, "none", "binding only", "development", true));
            record.File.Should().Be(kind == RecordKind.File ? new FileRecord("weights", 1 << 20, Events.Id("weights")) : null);
        }
        LookupAnswer root = await _index.LookupAsync(_chain.Root);
        (root.Kind, root.Parents.Single()).Should().Be((RecordKind.Root, new Parent(RecordKind.Authority, _chain.AuthorityId)));
        (await _index.LookupAsync(_chain.AuthorityId)).Record.Should().BeOfType<AuthorityRecord>().Which.Recognised.Should().BeTrue();
        (await _index.LookupAsync(Events.Id("nothing"))).Found.Should().BeFalse();
    }

    /// <summary>Everything that changes a release's standing happens, and after each the index says what the contract says.</summary>
    [Fact]
    public async Task At_every_block_the_index_says_of_every_release_what_the_registry_says()
    {
        await _chain.RegisterAuthorityAsync();
        await _chain.PublishRootAsync();
        uint today = await TodayAsync();
        List<Hash32> releases = [await _chain.AnchorAsync(Model, today, "expires soon")];
        await AgreeAsync(releases);
        releases.Add(await _chain.AnchorAsync(Model, commitment: "second"));
        await AgreeAsync(releases);
        await _chain.DoAsync("evm_increaseTime", 2 * (int)Events.Day);
        await _chain.MineAsync(1);
        await AgreeAsync(releases);
        await _chain.SendAsync(_chain.Registry.Promote(releases[1]));
        await AgreeAsync(releases);
        await _chain.SendAsync(_chain.Registry.RevokeRelease(releases[1]));
        await AgreeAsync(releases);
        foreach (string commitment in (string[])["third", "fourth"])
            releases.Add(await _chain.AnchorAsync(Model, commitment: commitment));
        await _chain.SendAsync(_chain.Registry.RevokeRelease(releases[2]));
        await AgreeAsync(releases);
        (await SpeakerAsync()).Should().Be(releases[3], "the first holds no more, and the newest does");
        foreach (string commitment in (string[])["fifth", "sixth"])
            releases.Add(await _chain.AnchorAsync(Model, commitment: commitment));
        await AgreeAsync(releases);
        (await SpeakerAsync()).Should().Be(releases[3], "what speaks and holds is not displaced");
        await _chain.SendAsync(_chain.Registry.RevokeRelease(releases[5]));
        await _chain.SendAsync(_chain.Registry.RevokeRelease(releases[3]));
        await AgreeAsync(releases);
        await _chain.SendAsync(_chain.Registry.Promote(releases[4]));
        await AgreeAsync(releases);
        (await SpeakerAsync()).Should().Be(releases[4]);
        await _chain.SendAsync(_chain.Registry.RecogniseAuthority(_chain.AuthorityId, false));
        await AgreeAsync(releases);
        await _chain.SendAsync(_chain.Registry.RecogniseAuthority(_chain.AuthorityId, true));
        await _chain.PublishRootAsync(revokes: true);
        await AgreeAsync(releases);
        releases.Add(await _chain.AnchorAsync(Model));
        await AgreeAsync(releases);
        await _chain.SendAsync(_chain.Registry.RevokeRelease(releases[^1]));
        await AgreeAsync(releases);
        (await _index.DumpAsync()).Should().Be(await _index.DumpOfRebuiltAsync());
    }

    [Fact]
    public async Task A_reorganisation_of_five_blocks_leaves_the_index_as_if_built_from_nothing()
    {
        await _chain.RegisterAuthorityAsync();
        await _chain.PublishRootAsync();
        foreach (string name in (string[])["removed", "moved", "stays away"])
            await _chain.CommitDatasetAsync(name);
        Hash32 release = await _chain.AnchorAsync(Model);
        await _chain.MineAsync(1);
        await _index.CatchUpAsync();
        await FoundAsync(release, true);

        await _chain.DoAsync("anvil_reorg", 5,
            new JsonArray(new JsonArray(_chain.CommitTransaction("moved"), 0), new JsonArray(_chain.CommitTransaction("added"), 3)));
        await _index.CatchUpAsync();
        await FoundAsync(release, false);
        await FoundAsync(Events.DigestOf(Model), false);
        await FoundAsync(RegistryOnAnvil.DatasetRoot("removed"), false);
        await FoundAsync(RegistryOnAnvil.DatasetRoot("moved"), true);
        await FoundAsync(RegistryOnAnvil.DatasetRoot("added"), true);
        (await _index.DumpAsync()).Should().Be(await _index.DumpOfRebuiltAsync());
    }

    [Fact]
    public async Task A_reorganisation_deeper_than_finality_leaves_the_index_as_if_built_from_nothing()
    {
        await _chain.CommitDatasetAsync("early");
        await _chain.MineAsync(10);
        await _chain.CommitDatasetAsync("late");
        await _chain.MineAsync(90);
        await _index.CatchUpAsync();
        (await _index.LookupAsync(RegistryOnAnvil.DatasetRoot("late"))).Record.Should().BeOfType<DatasetRecord>().Which.First.Committed.Final.Should().BeTrue();

        await _chain.DoAsync("anvil_reorg", 95, new JsonArray(new JsonArray(_chain.CommitTransaction("instead"), 50)));
        await _chain.MineAsync(1);
        await _index.CatchUpAsync();
        await FoundAsync(RegistryOnAnvil.DatasetRoot("early"), true);
        await FoundAsync(RegistryOnAnvil.DatasetRoot("late"), false);
        await FoundAsync(RegistryOnAnvil.DatasetRoot("instead"), true);
        (await _index.DumpAsync()).Should().Be(await _index.DumpOfRebuiltAsync());
    }

    [Fact]
    public async Task A_revocation_that_the_nodes_logs_lack_is_found_all_the_same()
    {
        await _chain.RegisterAuthorityAsync();
        await _chain.PublishRootAsync();
        Hash32 release = await _chain.AnchorAsync(Model);
        ulong gap = (await _chain.SendAsync(_chain.Registry.RevokeRelease(release))).BlockNumber;
        await _chain.MineAsync(3);
        using EthereumClient forgetful = new(new JsonRpcClient(_chain.Url, handler: new ForgetfulNode(gap)));

        using TestIndex linked = new(forgetful, _chain.Options());
        await linked.CatchUpAsync();
        (await linked.LookupAsync(release)).Record.Should().BeOfType<ReleaseRecord>().Which.Revoked.Should().BeTrue("the block's receipts tell");

        IndexerOptions allFinal = _chain.Options();
        allFinal.FinalityDepth = 0;
        using TestIndex ranged = new(forgetful, allFinal);
        await FluentActions.Awaiting(() => ranged.CatchUpAsync(patience: 2)).Should().ThrowAsync<InconsistentLogsException>().WithMessage($"*release {release} is revoked");
        (await ranged.CheckpointAsync()).Tip.Should().BeNull();
    }

    private async Task AgreeAsync(IEnumerable<Hash32> releases)
    {
        await _index.CatchUpAsync();
        await using IndexSnapshot at = await _index.AtAsync();
        foreach (Hash32 release in releases)
            Agrees(await ReleaseQueries.ReleaseAsync(at, release), await _chain.Registry.ReleaseStatusAsync(release, at.Block.Number), at.Block.Number);
        Agrees(await ReleaseQueries.AnswerAsync(at, Events.DigestOf(Model)), await _chain.Registry.StatusAsync(Events.DigestOf(Model), at.Block.Number), at.Block.Number);
    }

    private async Task<Hash32> SpeakerAsync() => (await _chain.Registry.StatusAsync(Events.DigestOf(Model))).ReleaseId;

    private static void Agrees(ReleaseRecord? indexed, ReleaseStatus actual, ulong block)
    {
        indexed.Should().NotBeNull();
        (indexed!.ReleaseId, indexed.Proven, indexed.Recognised, indexed.RootSuperseded, indexed.Expired, indexed.Revoked, indexed.ValidOn, indexed.Revision)
            .Should().Be(
                (actual.ReleaseId, actual.Proven, actual.Recognised, actual.RootSuperseded, actual.Expired, actual.Revoked, actual.ValidOn, actual.Revision),
                $"block {block}");
        (indexed.ModelDigest, indexed.PolicyDigest, indexed.Publisher, indexed.AuthorityId, indexed.AuthorityRoot, indexed.Slots, indexed.Anchored.Block)
            .Should().Be(
                (actual.ModelDigest, actual.PolicyDigest, actual.Publisher, actual.AuthorityId, actual.AuthorityRoot, actual.Slots, actual.AnchoredAtBlock));
        (indexed.Setup == "development", (ulong)indexed.Anchored.Time.ToUnixTimeSeconds()).Should().Be((actual.Development, actual.AnchoredAt));
    }

    private async Task<uint> TodayAsync()
    {
        Block head = (await _chain.Client.GetBlockAsync(BlockTag.Latest))!;
        return (uint)(head.Timestamp.ToUnixTimeSeconds() / (long)Events.Day);
    }

    private async Task FoundAsync(Hash32 digest, bool expected) => (await _index.LookupAsync(digest)).Found.Should().Be(expected);
}
