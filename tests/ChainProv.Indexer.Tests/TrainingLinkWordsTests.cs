using ChainProv.Indexer.Queries;
using ChainProv.Provenance.Statements;

namespace ChainProv.Indexer.Tests;

public sealed class TrainingLinkWordsTests
{
    [Fact]
    public void An_index_speaks_of_training_links_as_everything_else_does()
    {
        foreach (TrainingLink link in Enum.GetValues<TrainingLink>())
        {
            TrainingLinkWords.NameOf((ulong)link).Should().Be(TrainingLinks.NameOf(link));
            TrainingLinkWords.MeaningOf((ulong)link).Should().Be(TrainingLinks.MeaningOf(link));
        }
        ulong unknown = (ulong)Enum.GetValues<TrainingLink>().Length;
        (TrainingLinkWords.NameOf(unknown), TrainingLinkWords.MeaningOf(unknown)).Should().Be(("unknown (4)", "unknown (4)"));
    }
}
