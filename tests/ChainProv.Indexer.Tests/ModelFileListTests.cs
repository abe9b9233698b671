using System.Text;
using ChainProv.Ethereum;
using ChainProv.Indexer.Registry;
using ChainProv.Indexer.Tests.Support;
using CsCheck;

namespace ChainProv.Indexer.Tests;

public sealed class ModelFileListTests
{
    private static readonly Hash32 Sha256 = Events.Id("content");

    private static IReadOnlyList<ModelFile>? Read(byte[] list) => ModelFileList.TryRead(list, Events.DigestOf(list));

    [Fact]
    public void A_list_gives_its_files()
    {
        IReadOnlyList<ModelFile> files = Read(Events.FileList(("config.json", 7, Sha256), ("weights/ä.safetensors", ulong.MaxValue, Sha256)))!;
        files.Select(file => (Encoding.UTF8.GetString(file.Name.Span), file.Size, file.Sha256))
            .Should().Equal(("config.json", 7UL, Sha256), ("weights/ä.safetensors", ulong.MaxValue, Sha256));
    }

    [Fact]
    public void A_list_of_another_digest_is_refused() =>
        ModelFileList.TryRead(Events.FileList(("a", 1, Sha256)), Events.Id("other")).Should().BeNull();

    [Fact]
    public void Names_out_of_order_are_refused() => Read(Events.FileList(("b", 1, Sha256), ("a", 1, Sha256))).Should().BeNull();

    [Fact]
    public void A_name_that_stands_twice_is_refused() => Read(Events.FileList(("a", 1, Sha256), ("a", 2, Sha256))).Should().BeNull();

    [Fact]
    public void An_empty_name_is_refused() => Read(Events.FileList(("", 1, Sha256))).Should().BeNull();

    [Fact]
    public void A_name_that_is_no_UTF_8_is_refused() => Read(Events.FileList(([0xc3, 0x28], 1, Sha256))).Should().BeNull();

    [Fact]
    public void A_list_of_nothing_is_refused() => Read(Events.FileList(Array.Empty<(byte[], ulong, Hash32)>())).Should().BeNull();

    [Fact]
    public void Every_truncation_and_every_extension_is_refused()
    {
        byte[] list = Events.FileList(("a", 1, Sha256), ("b", 2, Sha256));
        for (int length = 0; length < list.Length; length++)
            Read(list[..length]).Should().BeNull();
        Read([.. list, 0]).Should().BeNull();
    }

    [Fact]
    public void A_count_that_the_bytes_cannot_hold_is_refused_at_once()
    {
        byte[] list = Events.FileList(("a", 1, Sha256));
        list.AsSpan(19, 4).Fill(0xff);
        Read(list).Should().BeNull();
    }

    [Fact]
    public void A_name_longer_than_the_list_is_refused()
    {
        byte[] list = Events.FileList(("a", 1, Sha256));
        list.AsSpan(23, 4).Fill(0xff);
        Read(list).Should().BeNull();
    }

    [Fact]
    public void No_bytes_make_it_fail() => Gen.Byte.Array[0, 200].Sample(bytes => Read([.. "chainprov/model/v1\0"u8, .. bytes]) is null or { Count: > 0 });
}
