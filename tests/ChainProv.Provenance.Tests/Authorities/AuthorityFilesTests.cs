using ChainProv.Cryptography.Signatures;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Tests.Statements;

namespace ChainProv.Provenance.Tests.Authorities;

public sealed class AuthorityFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_tree_begins_with_the_first_change_and_reads_back()
    {
        string path = _folder.At("a.tree.json");
        AuthorityTree written = AuthorityTreeFile.Update(path, Authority.Key, tree => tree.With(1, "x").With(2).Revoke(Fr.From(1), Authority.Clock));
        AuthorityTree read = AuthorityTreeFile.Read(path);
        read.Head().Should().Be(written.Head());
        read.Leaves[0].RevokedOn.Should().Be(new DateOnly(2026, 11, 23));
        read.Revokes.Should().BeTrue();
    }

    [Fact]
    public void A_change_that_fails_leaves_the_file()
    {
        string path = _folder.At("a.tree.json");
        AuthorityTreeFile.Update(path, Authority.Key, tree => tree.With(1));
        byte[] before = File.ReadAllBytes(path);
        FluentActions.Invoking(() => AuthorityTreeFile.Update(path, Authority.Key, tree => tree.Revoke(Fr.From(9), Authority.Clock))).Should().Throw<CertificationException>();
        File.ReadAllBytes(path).Should().Equal(before);
        _folder.Names().Should().Equal("a.tree.json", "a.tree.json.lock");
    }

    [Fact]
    public void Writers_at_the_same_time_lose_nothing()
    {
        string path = _folder.At("a.tree.json");
        Parallel.For(1, 9, i => AuthorityTreeFile.Update(path, Authority.Key, tree => tree.With((ulong)i)));
        AuthorityTreeFile.Read(path).Leaves.Should().HaveCount(8);
    }

    [Fact]
    public void The_tree_of_another_authority_is_not_touched()
    {
        string path = _folder.At("a.tree.json");
        AuthorityTreeFile.Update(path, Authority.Key, tree => tree.With(1));
        Authority.Refused(() => AuthorityTreeFile.Update(path, Authority.OtherKey, tree => tree.With(2)), "*is the tree of another authority*");
    }

    [Fact]
    public void A_tree_whose_key_was_replaced_is_changed_with_the_new_one_alone()
    {
        string path = _folder.At("authority.tree.json");
        AuthorityTreeFile.Update(path, Authority.Key, tree => tree.With(1).WithKey(Authority.OtherKey));
        Authority.Refused(() => AuthorityTreeFile.Update(path, Authority.Key, tree => tree.With(2)), $"{path}, $.blsPublicKey*");
        AuthorityTreeFile.Update(path, Authority.OtherKey, tree => tree.With(2)).AuthorityId.Should().Be(AuthorityId.Of(Authority.Key));
    }

    [Fact]
    public void A_leaf_is_one_of_two_kinds()
    {
        string path = _folder.At("authority.tree.json");
        AuthorityTree tree = AuthorityTree.Empty(Authority.Key).With(1);
        AuthorityLeaf certified = tree.Leaves[0], cosigned = new(null, CosignedModel.Create(certified.Value(), Samples.Facts), null);
        foreach (AuthorityLeaf bad in (AuthorityLeaf[])[certified with { Cosigned = cosigned.Cosigned }, new(null, null, null)])
        {
            JsonFile.Write(path, tree with { Leaves = [certified, bad] }, secret: true);
            Authority.Refused(() => AuthorityTreeFile.Read(path), $"{path}, $.leaves[1]: a leaf is a certification or a cosignature");
        }

        JsonFile.Write(path, tree with { Leaves = [certified, cosigned] }, secret: true);
        AuthorityTreeFile.Read(path).Leaves[1].Value().Should().Be(cosigned.Value());
    }

    [Fact]
    public void A_tree_that_was_cut_at_any_place_is_refused()
    {
        string path = _folder.At("a.tree.json");
        AuthorityTreeFile.Update(path, Authority.Key, tree => tree.With(1).With(2));
        byte[] good = File.ReadAllBytes(path);
        for (int length = 0; length < good.Length - 2; length += 41)
        {
            File.WriteAllBytes(path, good[..length]);
            Authority.Refused(() => AuthorityTreeFile.Update(path, Authority.Key, tree => tree.With(3)), $"{path}*");
            new FileInfo(path).Length.Should().Be(length);
        }
    }

    [Fact]
    public void A_tree_is_private_and_one_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        string path = _folder.At("a.tree.json");
        AuthorityTreeFile.Update(path, Authority.Key, tree => tree.With(1));
        File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Authority.Refused(() => AuthorityTreeFile.Update(path, Authority.Key, tree => tree.With(2)), $"{path}: others than its owner can read or change it*");
    }

    [Theory]
    [InlineData("unmounted/a.tree.json")]
    [InlineData("a.tree.json")]
    public void A_link_that_leads_nowhere_starts_no_new_tree(string target)
    {
        string path = _folder.At("a.tree.json");
        File.CreateSymbolicLink(path, _folder.At(target));
        Authority.Refused(() => AuthorityTreeFile.Update(path, Authority.Key, tree => tree.With(1)), $"{path}: is a link that leads to no file");
        new FileInfo(path).LinkTarget.Should().NotBeNull();
    }

    [Fact]
    public void A_tree_behind_a_link_is_found()
    {
        string path = _folder.At("a.tree.json"), link = _folder.At("link.tree.json");
        AuthorityTreeFile.Update(path, Authority.Key, tree => tree.With(1));
        File.CreateSymbolicLink(link, path);
        AuthorityTreeFile.Update(link, Authority.Key, tree => tree.With(2)).Leaves.Should().HaveCount(2);
    }

    [Fact]
    public void Where_a_tree_is_needed_its_absence_is_said()
    {
        string path = _folder.At("a.tree.json");
        Authority.Refused(() => AuthorityTreeFile.RequireExisting(path), $"{path}: no such file: the authority has certified nothing yet");
    }

    [Fact]
    public void A_certificate_is_private_as_it_names_a_dataset()
    {
        if (OperatingSystem.IsWindows()) return;
        string path = _folder.At("certified.json");
        Authority.Certificate(1).Write(path);
        File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_key_file_is_private_and_reads_back()
    {
        string path = _folder.At("authority.key");
        BlsPublicKey created = AuthorityKeyFile.Create(path);
        using BlsSecretKey read = AuthorityKeyFile.Read(path);
        read.PublicKey.Should().Be(created);
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Authority.Refused(() => AuthorityKeyFile.Read(path), $"{path}: others than its owner can read or change it; make it private with chmod 600");
    }

    [Fact]
    public void A_key_is_never_overwritten()
    {
        string path = _folder.Write("authority.key", "precious");
        FluentActions.Invoking(() => AuthorityKeyFile.Create(path)).Should().Throw<OutputException>().WithMessage("*never overwritten");
        File.ReadAllText(path).Should().Be("precious");
    }

    [Fact]
    public void A_key_file_with_a_wrong_part_is_refused_without_showing_the_secret()
    {
        string path = _folder.At("authority.key");
        AuthorityKeyFile.Create(path);
        string good = File.ReadAllText(path);
        string secret = good.Split('"').Single(part => part.StartsWith("0x", StringComparison.Ordinal) && part.Length == 66);
        foreach (string bad in new[] { good.Replace(secret, "0x" + new string('0', 64)), good.Replace(secret, secret[..^2]), good.Replace(secret, "0x" + new string('1', 64)), good.Replace(secret, "zz") })
        {
            File.WriteAllText(path, bad);
            InputException exception = FluentActions.Invoking(() => AuthorityKeyFile.Read(path)).Should().Throw<InputException>().Which;
            exception.ToString().Should().NotContain(secret[2..20]).And.NotContain(new string('1', 64));
        }
    }
}
