using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using CsCheck;

namespace ChainProv.Provenance.Tests.Json;

public sealed class CanonicalJsonTests
{
    private static readonly JsonElement Vectors = JsonDocument.Parse(File.ReadAllBytes(VectorsPath())).RootElement;

    public static TheoryData<string> Cases => [.. Vectors.GetProperty("cases").EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    public static TheoryData<string, string> Numbers =>
        new(Vectors.GetProperty("numbers").EnumerateArray().Select(item => (item.GetProperty("ieee754").GetString()!, item.GetProperty("text").GetString()!)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_test_data_of_RFC_8785_are_canonicalised_as_published(string name)
    {
        JsonElement item = Vectors.GetProperty("cases").EnumerateArray().Single(item => item.GetProperty("name").GetString() == name);
        Canonical(item.GetProperty("input").GetString()!).Should().Be(item.GetProperty("output").GetString());
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Numbers_are_written_as_in_appendix_B(string bits, string text) =>
        EcmaScriptNumber.Format(BitConverter.Int64BitsToDouble(Convert.ToInt64(bits, 16))).Should().Be(text);

    [Fact]
    public void Every_number_reads_back_as_itself() => Gen.Double.Where(double.IsFinite).Sample(value =>
        double.Parse(EcmaScriptNumber.Format(value), System.Globalization.CultureInfo.InvariantCulture).Should().Be(value));

    [Fact]
    public void The_canonical_form_is_a_fixed_point() => Gen.String.Array[0, 6].Sample(texts =>
    {
        if (!texts.All(text => Unicode.IsWellFormed(text))) return;
        string json = JsonSerializer.Serialize(texts.Distinct().ToDictionary(text => text, text => new[] { text, "x" }));
        string canonical = Canonical(json);
        Canonical(canonical).Should().Be(canonical);
    });

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("-9007199254740993")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("1e400")]
    public void A_number_that_a_double_cannot_hold_is_refused(string literal) =>
        FluentActions.Invoking(() => Canonical($"[{literal}]")).Should().Throw<JsonException>().WithMessage($"*{literal}*as a string");

    [Fact]
    public void The_last_exact_integers_are_accepted() => Canonical("[9007199254740992,-9007199254740992,1E2,-0]").Should().Be("[9007199254740992,-9007199254740992,100,0]");

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}", "*'a'*")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "*'a'*")]
    [InlineData("[1,]", "*")]
    [InlineData("[1] // x", "*")]
    [InlineData("[1] [2]", "*")]
    [InlineData("{'a':1}", "*")]
    [InlineData("[NaN]", "*")]
    [InlineData("[01]", "*")]
    [InlineData("[\"\\ud800\"]", "*surrogate*")]
    [InlineData("[\"\u0001\"]", "*")]
    [InlineData("{", "*")]
    public void What_is_not_strict_JSON_is_refused(string text, string message) =>
        FluentActions.Invoking(() => StrictJson.ParseFile(Encoding.UTF8.GetBytes(text), "f.json")).Should().Throw<InputException>().WithMessage($"f.json{message}");

    [Fact]
    public void An_escaped_half_surrogate_in_a_name_is_refused() =>
        FluentActions.Invoking(() => StrictJson.ParseFile("{\"\\udead\":1}"u8.ToArray(), "f.json")).Should().Throw<InputException>();

    [Fact]
    public void Deep_and_wrongly_encoded_JSON_is_refused()
    {
        string deep = new string('[', 100) + new string(']', 100);
        FluentActions.Invoking(() => StrictJson.ParseFile(Encoding.UTF8.GetBytes(deep), "f.json")).Should().Throw<InputException>().WithMessage("*depth*");
        FluentActions.Invoking(() => StrictJson.ParseFile(new byte[] { (byte)'"', 0xff, (byte)'"' }, "f.json")).Should().Throw<InputException>().WithMessage("*not UTF-8*");
        FluentActions.Invoking(() => StrictJson.ParseFile(Encoding.Unicode.GetBytes("{}"), "f.json")).Should().Throw<InputException>();
    }

    [Fact]
    public void A_syntax_error_is_placed() =>
        FluentActions.Invoking(() => StrictJson.ParseFile("{\n  \"a\": tru\n}"u8.ToArray(), "f.json")).Should().Throw<InputException>().WithMessage("f.json, line 2, byte *");

    [Fact]
    public void A_byte_order_mark_is_skipped() => StrictJson.ParseFile(new byte[] { 0xef, 0xbb, 0xbf, (byte)'1' }, "f.json").RootElement.GetInt32().Should().Be(1);

    private static string Canonical(string json)
    {
        using JsonDocument document = StrictJson.ParseFile(Encoding.UTF8.GetBytes(json), "case.json");
        return Encoding.UTF8.GetString(CanonicalJson.Bytes(document.RootElement));
    }

    private static string VectorsPath([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "vectors", "rfc8785.json");
}
