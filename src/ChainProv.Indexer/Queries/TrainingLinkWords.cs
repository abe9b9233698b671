namespace ChainProv.Indexer.Queries;

/// <summary>What ties a release's weights to its datasets, in words: those of <c>ChainProv.Provenance</c>, which an index has no other need of.</summary>
public static class TrainingLinkWords
{
    private static readonly (string Name, string Meaning)[] Words =
    [
        ("none", "binding only: nothing ties the weights to the data, and random weights would not be refused"),
        ("authority-cosigned", "the authority that held the data vouches that these weights come from it; nothing proves the training itself"),
        ("audited", "a share of the training steps was proved, chosen after all of them were committed to"),
        ("proved", "every training step was proved"),
    ];

    /// <summary>The name of a link as the registry numbers it.</summary>
    public static string NameOf(ulong link) => IsKnown(link) ? Words[link].Name : $"unknown ({link})";

    /// <summary>One sentence for people.</summary>
    public static string MeaningOf(ulong link) => IsKnown(link) ? Words[link].Meaning : $"unknown ({link})";

    private static bool IsKnown(ulong link) => link < (ulong)Words.Length;
}
