using ChainProv.Provenance.Policies;

namespace ChainProv.Provenance.Tests.Policies;

/// <summary>Tags are hashed byte for byte: what looks the same must be written in one way only. No test relies on ICU, which the runtime may lack.</summary>
public sealed class TagTextTests
{
    [Theory]
    [InlineData("first-aid")]
    [InlineData("\u00c5land, s\u00fc\u00df")]
    [InlineData("\u533b\u7597")]
    [InlineData("\uc758\ub8cc")]
    [InlineData("\u041c\u0435\u0434\u0438\u0446\u0438\u043d\u0430 \u03b3\u03ac\u03bb\u03b1")]
    [InlineData("\ud83e\ude7a")]
    public void A_text_in_one_piece_is_a_tag(string tag) => TagText.Problem(tag).Should().BeNull();

    [Theory]
    [InlineData("a\u0308")]
    [InlineData("\u212bland")]
    [InlineData("\u2126")]
    [InlineData("\u1112\u1161")]
    [InlineData("\uac00\u11a8")]
    [InlineData("\uf900")]
    [InlineData("\ud87e\udc00")]
    [InlineData("\ud81b\udd63\ud81b\udd67")]
    [InlineData("\u0915\u093c")]
    [InlineData("q\u0307\u0323")]
    [InlineData("a\u0378")]
    public void What_Unicode_writes_in_another_way_too_is_none(string tag) => TagText.Problem(tag).Should().Contain("NFC");

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" a", "spaces")]
    [InlineData("a\u3000", "spaces")]
    [InlineData("a\u0000", "control")]
    public void Spaces_around_and_controls_are_refused(string tag, string problem) => TagText.Problem(tag).Should().Contain(problem);

    /// <summary>An attribute cannot hold one.</summary>
    [Fact]
    public void Half_of_a_surrogate_pair_is_refused() => TagText.Problem("a\ud800").Should().Contain("surrogate");
}
