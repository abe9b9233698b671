namespace ChainProv.Cryptography.Commitments;

/// <summary>At which points a polynomial is to be opened.</summary>
/// <param name="Polynomial">fᵢ, with its commitment.</param>
/// <param name="Points">Sᵢ: at least one, none twice.</param>
public readonly record struct ShplonkQuery(KzgPolynomial Polynomial, ReadOnlyMemory<Fr> Points);
