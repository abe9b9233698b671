using ChainProv.Files;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_committed_file_replaces_the_old_one()
    {
        string path = _folder.Write("a", "old");
        AtomicFile.WriteAllBytes(path, "new"u8);
        File.ReadAllText(path).Should().Be("new");
        _folder.Names().Should().Equal("a");
    }

    [Fact]
    public void A_file_that_was_not_committed_leaves_the_old_one_and_nothing_else()
    {
        string path = _folder.Write("a", "old");
        using (AtomicFile file = AtomicFile.Create(path))
        {
            file.Stream.Write("half"u8);
            file.Stream.Flush();
            File.ReadAllText(path).Should().Be("old");
        }

        File.ReadAllText(path).Should().Be("old");
        _folder.Names().Should().Equal("a");
    }

    [Fact]
    public void A_secret_is_readable_by_its_owner_alone_even_before_it_is_whole()
    {
        if (OperatingSystem.IsWindows()) return;
        using AtomicFile file = AtomicFile.Create(_folder.At("secret"), secret: true);
        File.GetUnixFileMode(Directory.GetFiles(_folder.Root).Single()).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        file.Commit();
        File.GetUnixFileMode(_folder.At("secret")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_folder_or_a_device_is_not_written_to()
    {
        FluentActions.Invoking(() => AtomicFile.Create(_folder.Root)).Should().Throw<OutputException>().WithMessage("*is a folder*");
        Assert.SkipUnless(OperatingSystem.IsLinux(), "devices");
        FluentActions.Invoking(() => AtomicFile.Create("/dev/full")).Should().Throw<OutputException>().WithMessage("*device*");
    }

    [Fact]
    public void A_missing_folder_is_named() =>
        FluentActions.Invoking(() => AtomicFile.Create(_folder.At("no/such/file"))).Should().Throw<OutputException>().WithMessage("*no/such/file: cannot be written: no such file or folder");

    [Fact]
    public void A_full_disk_is_said_with_the_name_that_was_asked_for()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        using FileStream full = new("/dev/full", new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Write, BufferSize = 0 });
        FluentActions.Invoking(() => new ReportingStream(full, "dataset.json").Write("x"u8))
            .Should().Throw<OutputException>().WithMessage("dataset.json: cannot be written: *space*");
    }

    [Fact]
    public void What_must_not_be_overwritten_is_not()
    {
        string path = _folder.Write("key", "old");
        using AtomicFile file = AtomicFile.Create(path);
        FluentActions.Invoking(() => file.Commit(overwrite: false)).Should().Throw<OutputException>();
        file.Dispose();
        File.ReadAllText(path).Should().Be("old");
        _folder.Names().Should().Equal("key");
    }

    [Fact]
    public void A_second_writer_waits_for_the_first()
    {
        string path = _folder.At("tree.json");
        using (FileLock.TryAcquire(path, TimeSpan.Zero)) FileLock.TryAcquire(path, TimeSpan.Zero).Should().BeNull();
        using FileLock? free = FileLock.TryAcquire(path, TimeSpan.Zero);
        free.Should().NotBeNull();
    }
}
