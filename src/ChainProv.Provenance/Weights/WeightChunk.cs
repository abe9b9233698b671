namespace ChainProv.Provenance.Weights;

/// <summary>A part of a tensor that one commitment covers.</summary>
/// <param name="Index">Among all chunks of the model.</param>
/// <param name="Tensor">Whose it is: an index into the table.</param>
/// <param name="Number">In its tensor.</param>
/// <param name="Offset">Of its first byte in the tensor's data.</param>
/// <param name="Length">In bytes; at least one.</param>
public readonly record struct WeightChunk(int Index, int Tensor, long Number, long Offset, int Length);
