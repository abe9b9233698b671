using System.Collections.Immutable;

namespace ChainProv.Provenance.Statements;

/// <summary>The training links' names and meanings, the same on every surface.</summary>
public static class TrainingLinks
{
    private static readonly ImmutableArray<string> Names = ["none", "authority-cosigned", "audited", "proved"];

    public static string NameOf(TrainingLink link) => Names[(int)link];

    /// <returns>False for a name that there is not.</returns>
    public static bool TryParse(string? name, out TrainingLink link)
    {
        link = (TrainingLink)Math.Max(0, Names.IndexOf(name!));
        return name is not null && Names.Contains(name);
    }

    /// <summary>Whether the circuits of this version can show it.</summary>
    public static bool IsProvable(TrainingLink link) => link is TrainingLink.None or TrainingLink.AuthorityCosigned;

    /// <summary>One sentence for people.</summary>
    public static string MeaningOf(TrainingLink link) => link switch
    {
        TrainingLink.None => "binding only: nothing ties the weights to the data, and random weights would not be refused",
        TrainingLink.AuthorityCosigned => "the authority that held the data vouches that these weights come from it; nothing proves the training itself",
        TrainingLink.Audited => "a share of the training steps was proved, chosen after all of them were committed to",
        _ => "every training step was proved",
    };
}
