namespace ChainProv.Web.Tests;

/// <summary>What the page says.</summary>
/// <param name="Classes">Of the sentence that sums it up.</param>
/// <param name="Text">All of it.</param>
internal sealed record Verdict(string Classes, string Text, IReadOnlyList<string> Problems, IReadOnlyList<string> Checked, IReadOnlyList<string> Unchecked)
{
    public void ShouldBeAccepted()
    {
        Classes.Should().Be("verdict accepted", Text);
        Problems.Should().BeEmpty();
    }

    public void ShouldBeRefused(string reason)
    {
        Classes.Should().Be("verdict refused", Text);
        Problems.Should().Contain(problem => problem.Contains(reason, StringComparison.Ordinal), Text);
    }
}
