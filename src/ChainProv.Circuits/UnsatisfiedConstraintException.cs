namespace ChainProv.Circuits;

/// <summary>The statement is false: a constraint a · b = c does not hold.</summary>
/// <remarks>The three values are hidden inputs or follow from them, so the message, which ends up in logs, does not contain them.</remarks>
public sealed class UnsatisfiedConstraintException(UnsatisfiedConstraint constraint)
    : Exception($"Constraint {constraint.Index}, {constraint.Name}, does not hold: the statement is false.")
{
    public UnsatisfiedConstraint Constraint { get; } = constraint;
}
