namespace ChainProv.Circuits;

/// <summary>A constraint that a witness breaks: A · B is not C.</summary>
/// <param name="Index">The constraint's row, from 0.</param>
/// <param name="Name">Its path, such as <c>slot[0]/merkle/level[7]/order</c>.</param>
public sealed record UnsatisfiedConstraint(int Index, string Name, Fr A, Fr B, Fr C)
{
    /// <summary>Without the values: they are hidden inputs or follow from them.</summary>
    public override string ToString() => $"constraint {Index}, {Name}";
}
