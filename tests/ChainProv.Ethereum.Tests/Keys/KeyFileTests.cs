using System.Text;
using ChainProv.Ethereum.Keys;

namespace ChainProv.Ethereum.Tests.Keys;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeyFileTests : IDisposable
{
    private const string Secret = "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d";
    private readonly string _folder = Directory.CreateTempSubdirectory("chainprov-keys-").FullName;

    [Theory] // the PBKDF2 example of the Web3 Secret Storage definition, and the same key as Foundry's cast writes it
    [InlineData("""
        {"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},
        "ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46","kdf":"pbkdf2","kdfparams":{"c":262144,"dklen":32,
        "prf":"hmac-sha256","salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
        "mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},"id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}
        """)]
    [InlineData("""
        {"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"8925ba01ccf71f6da7677718f255b35a"},
        "ciphertext":"5c4412e32126607968b04a0f8a1c58ea9964981dc77dcf71413345bc707b68b5","kdf":"scrypt","kdfparams":{"dklen":32,"n":8192,"p":1,"r":8,
        "salt":"aa6842d06077b06e1214dd9b54ada6660ead9f3849363cb8891f0a3ac078e435"},
        "mac":"1af3fc174e06de40860464d7ee5255bff2f0c1fc5256598b66920c464607d34c"},"id":"61fc9157-08d2-440e-aa38-10b6961e9b6c","version":3}
        """)]
    public void A_published_keystore_is_opened_by_its_password(string json)
    {
        string path = Write("keystore.json", json);
        using KeystorePassword password = KeystorePassword.FromFile(Write("password", "testpassword\n"));
        using EthereumKey key = KeyFile.Load(path, password);
        key.Address.Should().Be(Address.Parse("0x008AeEda4D805471dF9b2A5B0f38A0C3bCBA786b"));

        using KeystorePassword wrong = KeystorePassword.FromText("wrong");
        Refuse(() => KeyFile.Load(path, wrong), "*keystore.json: the password does not open the keystore");
        Refuse(() => KeyFile.Load(path), "*name the file or environment variable*");
    }

    [Fact]
    public void A_written_keystore_is_opened_again_and_holds_no_secret_in_the_clear()
    {
        using EthereumKey key = EthereumKey.Generate();
        using KeystorePassword password = KeystorePassword.FromText("correct horse");
        string path = Path.Combine(_folder, "new.json");
        KeyFile.CreateKeystore(path, key, password, new KeystoreCost(1024, 8, 1));
        using EthereumKey readBack = KeyFile.Load(path, password);
        readBack.Address.Should().Be(key.Address);
        File.ReadAllText(path).Should().NotContain(Convert.ToHexStringLower(key.RevealSecret()));
        ModeOf(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_raw_key_is_written_once_and_read_back()
    {
        using EthereumKey key = EthereumKey.Generate();
        string path = Path.Combine(_folder, "raw");
        KeyFile.Create(path, key);
        ModeOf(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        KeyFile.Load(path).Address.Should().Be(key.Address);
        Refuse(() => KeyFile.Create(path, key), "*cannot be made*exists*");
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void A_key_file_open_to_others_is_refused(UnixFileMode extra)
    {
        string path = Write("open", Secret);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | extra);
        Refuse(() => KeyFile.Load(path), $"{path} can be read or changed by other users: run chmod 600 {path}");
        Refuse(() => KeystorePassword.FromFile(path), "*run chmod 600*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x1234")]
    [InlineData("zz28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"version":1,"crypto":{}}""")]
    [InlineData("""{"version":3,"crypto":{"cipher":"aes-256-gcm"}}""")]
    [InlineData("""{"version":3,"crypto":{"cipher":"aes-128-ctr","kdf":"scrypt","kdfparams":{"dklen":32,"n":1073741824,"r":8,"p":1,"salt":"00"}}}""")]
    [InlineData("""{"version":3,"crypto":{"cipher":"aes-128-ctr","kdf":"scrypt","kdfparams":{"dklen":32,"n":262144,"r":1,"p":8,"salt":"00"}}}""")]
    [InlineData("""{"version":3,"crypto":{"cipher":"aes-128-ctr","kdf":"pbkdf2","kdfparams":{"dklen":32,"c":2147483647,"prf":"hmac-sha256","salt":"00"}}}""")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public void A_damaged_key_file_is_refused_without_showing_what_it_holds(string content)
    {
        string path = Write("damaged", content);
        using KeystorePassword password = KeystorePassword.FromText("x");
        KeyFileException error = FluentActions.Invoking(() => KeyFile.Load(path, password)).Should().Throw<KeyFileException>().Which;
        error.Message.Should().StartWith(path);
        if (content.Length >= 6 && content[0] != '{')
            error.Message.Should().NotContain(content);
    }

    [Fact]
    public void A_missing_or_huge_file_is_refused()
    {
        Refuse(() => KeyFile.Load(Path.Combine(_folder, "nowhere")), "*cannot be read*");
        Refuse(() => KeyFile.Load(_folder), "*cannot be read*");
        Refuse(() => KeyFile.Load(Write("huge", new string('a', 1 << 20))), "*larger than*");
        Refuse(() => KeystorePassword.FromEnvironment("CHAINPROV_NO_SUCH_VARIABLE"), "*CHAINPROV_NO_SUCH_VARIABLE*not set");
    }

    [Fact]
    public async Task A_pipe_or_device_is_refused_without_waiting_for_it()
    {
        string pipe = Path.Combine(_folder, "pipe"), link = Path.Combine(_folder, "link");
        using (System.Diagnostics.Process mkfifo = System.Diagnostics.Process.Start("mkfifo", ["-m", "600", pipe]))
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(link, pipe);
        foreach (string path in new[] { pipe, link, "/dev/zero", "/dev/null" })
        {
            Task load = Task.Run(() => Refuse(() => KeyFile.Load(path), $"{path} is a pipe or a device*"));
            await load.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public void A_token_is_the_first_line_of_a_file_that_only_its_owner_may_read()
    {
        SecretFile.ReadLine(Write("token", " a token \r\nmore\n")).Should().Be("a token");
        Refuse(() => SecretFile.ReadLine(Write("empty", "")), "*empty line*");
        Refuse(() => SecretFile.ReadLine(Write("blank", "  \nsecond")), "*empty line*");
        Refuse(() => SecretFile.ReadLine(Write("control", "a\u0001b")), "*control characters*");
        Refuse(() => SecretFile.ReadLine(Write("escape", "a\u001b[0mb")), "*control characters*");
        string open = Write("open-token", "token"), binary = Path.Combine(_folder, "binary");
        File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Refuse(() => SecretFile.ReadLine(open), "*run chmod 600*");
        SecretFile.Create(binary, [0xff, 0xfe]);
        Refuse(() => SecretFile.ReadLine(binary), "*no UTF-8*");
    }

    [Fact]
    public void A_key_is_never_part_of_a_text()
    {
        using EthereumKey key = new(Convert.FromHexString(Secret));
        key.ToString().Should().Be($"key of {key.Address}");
        FluentActions.Invoking(() => System.Text.Json.JsonSerializer.Serialize(key)).Should().Throw<InvalidOperationException>();
        KeystorePassword.FromText("hunter2").ToString().Should().NotContain("hunter2");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static UnixFileMode ModeOf(string path) => File.GetUnixFileMode(path);

    private static void Refuse(Action action, string message) => action.Should().Throw<KeyFileException>().WithMessage(message);

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        SecretFile.Create(path, Encoding.UTF8.GetBytes(content));
        return path;
    }
}
