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
        Hash32 release = await _chain.AnchorAsync(
            Model, baseDigest: Events.Id("base"), weightsDigest: Events.Id("weights digest"), hyperParametersDigest: Events.Id("hyper-parameters"), trainingLink: 1);
        await _index.CatchUpAsync();

        foreach ((Hash32 digest, string kind) in ((Hash32, string)[])
            [(Events.DigestOf(Model), RecordKind.Model), (release, RecordKind.Release), (Events.Id("weights"), RecordKind.File),
                (Events.Id("commitment"), RecordKind.ModelCommitment)])
        {
            LookupAnswer answer = await _index.LookupAsync(digest);
            answer.Kind.Should().Be(kind);
            answer.Parents.Should().Equal(new Parent(RecordKind.Root, _chain.Root), new Parent(RecordKind.Model, Events.Id("base")));
            ReleaseRecord record = answer.Record.Should().BeOfType<ReleaseRecord>().Subject;
            (record.ReleaseId, record.Proven, record.TrainingLink, record.Setup, record.FileListValid)
                .Should().Be((release, true, "authority-cosigned", "development", true));
            (record.BaseDigest, record.WeightsDigest, record.BaseWeightsDigest, record.HyperParametersDigest)
                .Should().Be((Events.Id("base"), Events.Id("weights digest"), null, Events.Id("hyper-parameters")));
            record.File.Should().Be(kind == RecordKind.File ? new FileRecord("weights", 1 << 20, Events.Id("weights")) : null);
        }
        LookupAnswer root = await _index.LookupAsync(_chain.Root);
        (root.Kind, root.Parents.Single()).Should().Be((RecordKind.Root, new Parent(RecordKind.Authority, _chain.AuthorityId)));
        (await _index.LookupAsync(_chain.AuthorityId)).Record.Should().BeOfType<AuthorityRecord>().Which.Recognised.Should().BeTrue();
        (await _index.LookupAsync(await _chain.Registry.RegistryRootAsync())).Kind.Should().Be(RecordKind.RegistryRoot);
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

    /// <summary>Roots, recognition and keys change at random and are taken back, and after each step the index says what the contract says.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task At_every_block_the_index_says_of_every_authority_and_registry_root_what_the_registry_says(int seed)
    {
        Random random = new(seed);
        HashSet<Hash32> registryRoots = [await _chain.Registry.RegistryRootAsync()];
        await _chain.RegisterAuthorityAsync();
        ulong kept = await _chain.Client.BlockNumberAsync();
        for (int step = 0; step < 30; step++)
        {
            switch (random.Next(8))
            {
                case 0:
                    await _chain.SendAsync(_chain.Registry.RecogniseAuthority(_chain.AuthorityId, random.Next(2) == 0));
                    break;
                case 1 or 2:
                    await _chain.RotateKeyAsync();
                    break;
                case 3 when await _chain.Client.BlockNumberAsync() - kept is > 0 and ulong depth:
                    await _chain.DoAsync("anvil_reorg", 1 + random.Next((int)Math.Min(depth, 4)), new JsonArray());
                    await _chain.MineAsync(1);
                    break;
                default:
                    await _chain.PublishRootAsync(revokes: random.Next(3) == 0);
                    break;
            }
            registryRoots.Add(await _chain.Registry.RegistryRootAsync());
            if (random.Next(3) > 0)
                await AgreeOnAuthorityAsync(registryRoots);
        }
        await AgreeOnAuthorityAsync(registryRoots);
        (await _index.DumpAsync()).Should().Be(await _index.DumpOfRebuiltAsync());
    }

    [Fact]
    public async Task A_root_of_the_registry_tree_that_comes_again_is_the_newest_again()
    {
        Hash32 empty = await _chain.Registry.RegistryRootAsync();
        await _chain.RegisterAuthorityAsync();
        await _chain.PublishRootAsync();
        Hash32 full = await _chain.Registry.RegistryRootAsync();
        await _index.CatchUpAsync();
        await FoundAsync(empty, false);
        foreach (bool recognised in (bool[])[false, true])
        {
            await _chain.SendAsync(_chain.Registry.RecogniseAuthority(_chain.AuthorityId, recognised));
            await AgreeOnAuthorityAsync([empty, full]);
        }
        (await _index.LookupAsync(full)).Record.Should().BeOfType<RegistryRootRecord>().Which.Should().Match<RegistryRootRecord>(root => root.Change == 4 && root.Newest);
        (await _index.LookupAsync(empty)).Record.Should().BeOfType<RegistryRootRecord>().Which.Change.Should().Be(3, "the tree was empty again");
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

    private async Task AgreeOnAuthorityAsync(IEnumerable<Hash32> registryRoots)
    {
        await _index.CatchUpAsync();
        await using IndexSnapshot at = await _index.AtAsync();
        AuthorityStatus actual = await _chain.Registry.AuthorityAsync(_chain.AuthorityId, at.Block.Number);
        AuthorityRecord indexed = (await AuthorityQueries.AuthorityAsync(at, _chain.AuthorityId))!;
        (indexed.PublicKey, indexed.Rotations, indexed.Recognised, indexed.Revision, indexed.LastRevocation, indexed.Root ?? Hash32.Zero).Should().Be(
            (Hex.Encode(actual.PublicKey), actual.Rotations, actual.Recognised, actual.Revision, actual.LastRevocation, actual.Root));
        foreach (Hash32 root in registryRoots)
        {
            RegistryRootStatus known = await _chain.Registry.RegistryRootStatusAsync(root, at.Block.Number);
            RegistryRootRecord? record = await RegistryRootQueries.RegistryRootAsync(at, root);
            (record is not null).Should().Be(known.Change > 1, "the empty tree that there is at first is in no event");
            if (record is not null)
            {
                (record.Change, record.Newest, record.Revoked, record.SupersededAt?.ToUnixTimeSeconds() ?? 0)
                    .Should().Be((known.Change, known.Newest, known.Revoked, (long)known.SupersededAt), $"root {root} at block {at.Block.Number}");
            }
        }
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
        TrainingLinkWords.NameOf(actual.TrainingLink).Should().Be(indexed.TrainingLink);
        (indexed.Setup == "development", (ulong)indexed.Anchored.Time.ToUnixTimeSeconds()).Should().Be((actual.Development, actual.AnchoredAt));
    }

    private async Task<uint> TodayAsync()
    {
        Block head = (await _chain.Client.GetBlockAsync(BlockTag.Latest))!;
        return (uint)(head.Timestamp.ToUnixTimeSeconds() / (long)Events.Day);
    }

    private async Task FoundAsync(Hash32 digest, bool expected) => (await _index.LookupAsync(digest)).Found.Should().Be(expected);
}
