namespace ChainProv.Provenance.Statements;

/// <summary>What ties a model's weights to its declared datasets.</summary>
public enum TrainingLink
{
    /// <summary>Binding only: weights that have nothing to do with the data are not refused.</summary>
    None = 0,
}
