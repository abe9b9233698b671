using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Tests.Files;

namespace ChainProv.Provenance.Tests.Datasets;

public sealed class FolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_records_are_the_files_by_UTF8_path()
    {
        _folder.Write("d/b.txt", "B");
        _folder.Write("d/a/z.txt", "Z");
        _folder.Write("d/a.txt", "A");
        _folder.Write("d/.hidden", "H");
        _folder.Write("d/empty", "");
        DatasetCommitment commitment = Commitments.Of(_folder.At("d"), new DatasetOptions { Licences = ["MIT"] });
        commitment.DatasetRoot.Should().Be(Commitments.Root(
            (".hidden", "H", "MIT", "", 0), ("a.txt", "A", "MIT", "", 0), ("a/z.txt", "Z", "MIT", "", 0), ("b.txt", "B", "MIT", "", 0), ("empty", "", "MIT", "", 0)));
    }

    [Fact]
    public void A_renamed_file_changes_the_root()
    {
        _folder.Write("d/a", "A");
        _folder.Write("e/b", "A");
        Commitments.Of(_folder.At("d")).DatasetRoot.Should().NotBe(Commitments.Of(_folder.At("e")).DatasetRoot);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        for (int i = 0; i < 200; i++) _folder.Write($"d/{i % 7}/{i}", $"content {i}");
        Commitments.Of(_folder.At("d"), new DatasetOptions { Threads = 1 }).DatasetRoot.Should().Be(Commitments.Of(_folder.At("d"), new DatasetOptions { Threads = 6 }).DatasetRoot);
    }

    [Fact]
    public void An_empty_folder_is_refused()
    {
        Directory.CreateDirectory(_folder.At("d/only/folders"));
        Commitments.Refused(_folder.At("d"), ": holds no files; an empty dataset cannot be committed");
    }

    [Fact]
    public void Links_pipes_and_names_that_are_not_UTF8_are_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        _folder.Write("d/a", "A");
        File.CreateSymbolicLink(_folder.At("d/link"), "/etc/hostname");
        Refused("d/link: is a symbolic link*");
        File.Delete(_folder.At("d/link"));
        Directory.CreateSymbolicLink(_folder.At("d/up"), "..");
        Refused("d/up: is a symbolic link*");
        Directory.Delete(_folder.At("d/up"));
        Pipes.Make(_folder.At("d/pipe"));
        Refused("d/pipe: is a device, pipe or socket*");
        File.Delete(_folder.At("d/pipe"));
        byte[] name = [.. System.Text.Encoding.UTF8.GetBytes(_folder.At("d/")), (byte)'x', 0xff, 0];
        Pipes.MakeFile(name);
        Refused("d: the name \"x\uFFFD\" is not UTF-8; rename the file");
        Pipes.Remove(name);

        void Refused(string message) => FluentActions.Invoking(() => Commitments.Of(_folder.At("d"))).Should().Throw<InputException>().WithMessage($"{_folder.Root}/{message}");
    }

    [Theory]
    [InlineData("a\\..\\b", "/sub: the name \"sub/a\\..\\b\" holds a backslash*")]
    [InlineData("a\nb", "/sub: the name \"sub/a?b\" holds a control character*")]
    public void A_name_that_means_a_path_elsewhere_is_refused(string name, string message)
    {
        if (OperatingSystem.IsWindows()) return;
        _folder.Write($"d/sub/{name}", "A");
        Commitments.Refused(_folder.At("d"), message);
    }

    [Fact]
    public void A_link_deep_in_the_folder_leads_nowhere()
    {
        if (OperatingSystem.IsWindows()) return;
        _folder.Write("outside", "secret");
        _folder.Write("d/a/b/c", "C");
        File.CreateSymbolicLink(_folder.At("d/a/b/up"), "../../../outside");
        Commitments.Refused(_folder.At("d"), "/a/b/up: is a symbolic link, which may lead anywhere*");
    }

    [Fact]
    public async Task A_result_is_not_written_into_the_folder_that_it_commits_to()
    {
        _folder.Write("d/a", "A");
        await FluentActions.Invoking(() => DatasetCommitter.CommitAsync(_folder.At("d"), _folder.At("d/dataset.json")))
            .Should().ThrowAsync<InputException>().WithMessage("*lies in the folder that is committed*");
        Directory.GetFiles(_folder.At("d")).Should().HaveCount(1);
    }

    [Fact]
    public void A_folder_and_a_file_are_told_apart()
    {
        _folder.Write("d/a.jsonl", "{}");
        Commitments.Refused(_folder.At("d"), ": is a folder, not a file", new DatasetOptions { Format = DatasetFormat.JsonLines });
        Commitments.Refused(_folder.At("d/a.jsonl"), ": is a file, not a folder", new DatasetOptions { Format = DatasetFormat.Folder });
    }
}
