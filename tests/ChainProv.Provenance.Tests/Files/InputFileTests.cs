using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Tests.Files;

public sealed class InputFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Missing_empty_and_too_large_files_and_folders_are_refused_by_name()
    {
        Refused(_folder.At("none"), "no such file");
        Refused(_folder.Root, "is a folder; a file is needed");
        Refused(_folder.Write("empty", ""), "is empty");
        Refused(_folder.Write("large", "123456"), "is larger than 5 bytes, the most that a file of this kind may have");
        InputFile.ReadAll(_folder.Write("fits", "12345"), 5).Should().HaveCount(5);
    }

    [Fact]
    public void A_pipe_or_device_is_refused_without_being_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "devices");
        Refused("/dev/zero", "is a device, pipe or socket; a regular file is needed");
        Pipes.Make(_folder.At("pipe"));
        Refused(_folder.At("pipe"), "is a device, pipe or socket; a regular file is needed");
    }

    [Fact]
    public void A_link_to_nothing_or_to_itself_is_refused()
    {
        File.CreateSymbolicLink(_folder.At("dangling"), _folder.At("none"));
        File.CreateSymbolicLink(_folder.At("loop"), _folder.At("loop"));
        Refused(_folder.At("dangling"), "is a link that leads to no file");
        Refused(_folder.At("loop"), "is a link that leads to no file");
    }

    [Fact]
    public void A_file_without_permission_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root reads everything");
        string path = _folder.Write("private", "x");
        File.SetUnixFileMode(path, UnixFileMode.None);
        Refused(path, "cannot be read: permission denied, or it is a folder");
    }

    [Fact]
    public void The_order_of_names_is_that_of_their_bytes()
    {
        // U+FFFD is EF BF BD, U+10000 is F0 90 80 80; in UTF-16 the surrogates D800 DC00 would come first.
        string[] sorted = ["", "A", "Z", "a", "a/b", "a0", "é", "\uFFFD", "\U00010000"];
        sorted.Reverse().Order(Unicode.Utf8Order).Should().Equal(sorted);
        "a/b".Should().Match(name => Unicode.Utf8Order.Compare(name, "a.b") > 0);
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("a/../b")]
    [InlineData("/a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("./a")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    [InlineData("a\uFFFDb")]
    [InlineData("a\uD800b")]
    [InlineData("")]
    public void A_name_that_is_not_plain_is_refused(string name) => RelativeName.Problem(name).Should().NotBeNull();

    [Theory]
    [InlineData("a")]
    [InlineData("a/b.txt")]
    [InlineData(".hidden/…/ü")]
    [InlineData("a b")]
    public void A_plain_name_is_accepted(string name) => RelativeName.Problem(name).Should().BeNull();

    private static void Refused(string path, string problem) =>
        FluentActions.Invoking(() => InputFile.ReadAll(path, 5)).Should().Throw<InputException>().WithMessage($"{path}: {problem}");
}
