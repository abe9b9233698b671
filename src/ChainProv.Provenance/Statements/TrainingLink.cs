using System.Text.Json.Serialization;
using ChainProv.Provenance.Json;

namespace ChainProv.Provenance.Statements;

/// <summary>What ties a model's weights to its declared datasets. Files and contracts know all four; today's circuits prove the first two.</summary>
[JsonConverter(typeof(TrainingLinkConverter))]
public enum TrainingLink
{
    /// <summary>Binding only: weights that have nothing to do with the data are not refused.</summary>
    None = 0,

    /// <summary>The authority that held the data vouches, with a leaf of its tree for each dataset, that these weights come from that base and that dataset.</summary>
    AuthorityCosigned = 1,

    /// <summary>A share of the training steps was proved, chosen after all of them were committed to.</summary>
    Audited = 2,

    /// <summary>Every training step was proved.</summary>
    Proved = 3,
}
