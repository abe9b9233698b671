using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ChainProv.Cryptography.Hashing;
using ChainProv.Ethereum;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Statements;
using static ChainProv.Provenance.Tests.Statements.Samples;

namespace ChainProv.Provenance.Tests.Statements;

public sealed class ReleaseFormatTests
{
    private static readonly JsonElement Vectors = Read();

    [Fact]
    public void Every_hash_equals_that_of_a_second_implementation()
    {
        RecordFields record = new(
            ReleaseElements.Key("a.txt"), 5, new DigestLimbs((UInt128)0x11 << 120, 0x22), Licence("MIT"), ReleaseElements.Source("https://example.org"), 3);
        Fr root = DatasetMetadata.RootOf(record.Leaf(), 1);
        DatasetMetadata dataset = new(root, [Tag("medical"), Tag("text")], [Licence("MIT"), Licence("CC-BY-4.0")], new Day(20_000), Day.Never);
        MerkleTree tree = new(ReleaseFormat.AuthorityDepth, dataset.Leaf());
        AuthorityHead authority = new(tree.Root, 7);
        CertifiedDataset certified = new(dataset, tree.PathOf(0));
        Release release = new(authority, [certified], Facts, TrainingLink.None, AskedPolicy, Fr.From(99), Fr.From(123));

        record.Leaf().Should().Be(Expected("record"));
        root.Should().Be(Expected("datasetRoot"));
        dataset.Leaf().Should().Be(Expected("certifiedLeaf"));
        tree.Root.Should().Be(Expected("merkleRoot"));
        authority.Root().Should().Be(Expected("authorityRoot"));
        AskedPolicy.Digest().Should().Be(Expected("policyDigest"));
        Facts.ToElement().Should().Be(Expected("facts"));
        release.Opening.Commitment().Should().Be(Expected("modelCommitmentOfOne"));
        new ModelOpening(Facts, TrainingLink.AuthorityCosigned, [dataset.Leaf(), dataset.Leaf()], Fr.From(99)).Commitment().Should().Be(Expected("modelCommitmentOfTwo"));
        Cosignature.Leaf(dataset.Leaf(), Facts, Fr.From(77)).Should().Be(Expected("cosignedLeaf"));
        release.PublicInputs.ToElements().Should().Equal(Vectors.GetProperty("releaseInputs").EnumerateArray().Select(Element));

        MerkleTree registry = new(ReleaseFormat.RegistryDepth, Fr.From(123), authority.Root());
        registry.Root.Should().Be(Expected("registryRoot"));
        ResponseTranscript transcript = ResponseTranscript.Of(
            new ResponseContext(31337, new Address([.. Enumerable.Repeat((byte)7, 20)])), Hash(8), Hash(9), "Why?"u8, "Because."u8);
        transcript.PromptDigest.ToString().Should().Be(Vectors.GetProperty("promptDigest").GetString());
        transcript.ResponseDigest.ToString().Should().Be(Vectors.GetProperty("responseDigest").GetString());
        transcript.ToElement().Should().Be(Expected("transcript"));
        (transcript with { Context = null }).ToElement().Should().Be(Expected("unboundTranscript"));
        new Response(authority, registry.PathOf(1), certified, release.Opening, AskedPolicy, transcript.ToElement()).PublicInputs.ToElements()
            .Should().Equal(Vectors.GetProperty("responseInputs").EnumerateArray().Select(Element));
    }

    [Fact]
    public void The_leaves_of_many_records_are_those_of_each()
    {
        RecordFields[] records = [.. Enumerable.Range(0, 35).Select(i => new RecordFields(
            ReleaseElements.Key($"{i}"), (ulong)i << 40, new DigestLimbs(UInt128.MaxValue, (UInt128)i), Licence("MIT"), ReleaseElements.Source(""), uint.MaxValue))];
        RecordFields.Leaves(records).Should().Equal(records.Select(record => record.Leaf()));
        RecordFields.Leaves([]).Should().BeEmpty();
    }

    [Fact]
    public void Public_inputs_survive_a_round_trip_and_oversized_ones_are_refused()
    {
        StatementInputs inputs = CosignedRelease().PublicInputs;
        Fr[] elements = inputs.ToElements();
        StatementInputs.TryRead(elements, out StatementInputs? read).Should().BeTrue();
        read.Should().Be(inputs);
        StatementInputs.TryRead(elements.AsSpan(1), out _).Should().BeFalse();
        foreach ((int index, int bits) in new[] { (2, 248), (4, 40), (5, 248) })
        {
            Fr[] oversized = [.. elements];
            oversized[index] = Fr.From(BigInteger.One << bits);
            StatementInputs.TryRead(oversized, out _).Should().BeFalse("input {0} has at most {1} bits", index, bits);
        }

        elements[4] = Fr.From(4);
        StatementInputs.TryRead(elements, out _).Should().BeFalse("there is no fifth training link");
        elements[4] = Fr.From(3);
        StatementInputs.TryRead(elements, out _).Should().BeTrue();
    }

    [Fact]
    public void Slots_are_sorted_distinct_and_never_zero()
    {
        SlottedElements.Of(4, Fr.From(9), Fr.From(2)).Slots.Should().Equal(Fr.From(2), Fr.From(9), Fr.Zero, Fr.Zero);
        SlottedElements.Of(2, Fr.From(9), Fr.From(2)).Should().Be(SlottedElements.Of(2, Fr.From(2), Fr.From(9)));
        ((Action)(() => SlottedElements.Of(4, Fr.One, Fr.One))).Should().Throw<ArgumentException>();
        ((Action)(() => SlottedElements.Of(4, Fr.Zero))).Should().Throw<ArgumentException>();
        ((Action)(() => SlottedElements.Of(1, Fr.One, Fr.From(2)))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void What_cannot_be_certified_or_committed_is_refused()
    {
        ((Action)(() => Dataset(licences: []))).Should().Throw<ArgumentException>();
        ((Action)(() => DatasetMetadata.RootOf(Fr.One, 0))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => new AuthorityHead(Fr.One, 0).Root())).Should().Throw<InvalidOperationException>();
        ((Action)(() => _ = new ModelOpening(Facts, TrainingLink.None, [], Fr.One))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => _ = new ModelOpening(Facts, TrainingLink.None, new Fr[1], Fr.One))).Should().Throw<ArgumentException>();
        ((Action)(() => _ = new ModelOpening(Facts, TrainingLink.None, Enumerable.Repeat(Fr.One, 17), Fr.One))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => _ = new ReleaseCircuit(2))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    [InlineData(4, 4)]
    [InlineData(5, 16)]
    [InlineData(16, 16)]
    public void The_least_circuit_that_holds_the_datasets_is_used(int datasets, int slots) => ReleaseFormat.SlotsFor(datasets).Should().Be(slots);

    [Fact]
    public void A_digest_and_a_day_read_as_they_were_written()
    {
        byte[] digest = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
        DigestLimbs.Of(digest).ToBytes().Should().Equal(digest);
        DigestLimbs.Of(digest).HighElement.Should().Be(Fr.From(new BigInteger(digest.AsSpan(0, 16), isUnsigned: true, isBigEndian: true)));
        ((Action)(() => DigestLimbs.Of(digest.AsSpan(1)))).Should().Throw<ArgumentException>();

        Day.Of(new DateOnly(2026, 2, 17)).Should().Be(new Day(20_501));
        new Day(20_501).ToString().Should().Be("2026-02-17");
        Day.Never.ToString().Should().Be("never");
        Day.Never.ToDate().Should().BeNull();
        ((Action)(() => Day.Of(new DateOnly(1969, 12, 31)))).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static Hash32 Hash(byte value) => new([.. Enumerable.Repeat(value, Hash32.Size)]);

    private static Fr Expected(string property) => Element(Vectors.GetProperty(property));

    private static Fr Element(JsonElement json) =>
        Fr.From(BigInteger.Parse("0" + json.GetString()![2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private static JsonElement Read([CallerFilePath] string here = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "vectors", "release-statement.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }
}
