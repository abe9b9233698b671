using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ChainProv.Provenance.Weights;

/// <summary>Two matrices A [r, in] and B [out, r] whose product B·A a LoRA adapter adds to a matrix [out, in] of its base (Hu et al., arXiv 2106.09685, section 4.1).</summary>
/// <param name="A">Named "… .lora_A.weight".</param>
/// <param name="B">Named alike.</param>
/// <param name="BaseTensor">The name of the matrix in the base, as huggingface.co/docs/peft makes it: without "base_model.model." in front.</param>
public sealed partial record LoraPair(WeightTensor A, WeightTensor B, string BaseTensor)
{
    /// <summary>The pairs among a model's tensors, in their order; none where it is no adapter.</summary>
    /// <param name="table">The tensors.</param>
    /// <param name="problem">Which half stands alone; null if none does.</param>
    public static ImmutableArray<LoraPair> Of(WeightTable table, out string? problem)
    {
        Dictionary<string, WeightTensor> tensors = table.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        ImmutableArray<LoraPair>.Builder pairs = ImmutableArray.CreateBuilder<LoraPair>();
        problem = null;
        foreach (WeightTensor tensor in table.Tensors)
        {
            Match match = Half().Match(tensor.Name);
            if (!match.Success) continue;
            Group half = match.Groups["half"];
            string other = string.Concat(tensor.Name.AsSpan(0, half.Index), half.Value == "A" ? "B" : "A", tensor.Name.AsSpan(half.Index + 1));
            if (!tensors.TryGetValue(other, out WeightTensor? partner)) problem ??= $"the tensor {tensor.Name} has no partner {other}";
            else if (half.Value == "A") pairs.Add(new(tensor, partner, $"{match.Groups["module"].Value}.weight"));
        }

        return pairs.ToImmutable();
    }

    /// <summary>Why the pairs of an adapter do not fit a base; null if they do, and where there are none.</summary>
    public static string? Problem(WeightTable adapter, WeightTable @base)
    {
        ImmutableArray<LoraPair> pairs = Of(adapter, out string? problem);
        Dictionary<string, WeightTensor> tensors = @base.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        return problem ?? pairs.Select(pair => pair.ProblemIn(tensors)).FirstOrDefault(wrong => wrong is not null);
    }

    private string? ProblemIn(Dictionary<string, WeightTensor> tensors)
    {
        if (!tensors.TryGetValue(BaseTensor, out WeightTensor? matrix)) return $"{A.Name} adapts the tensor {BaseTensor}, which the base does not have";
        bool fits = A.Shape.Length == 2 && B.Shape.Length == 2 && A.Shape[0] == B.Shape[1] && matrix.Shape.AsSpan().SequenceEqual([B.Shape[0], A.Shape[1]]);
        return fits ? null : $"{A} and {B} do not fit the base's {matrix}: [r, in] and [out, r] are needed for [out, in]";
    }

    [GeneratedRegex(@"^(?:base_model\.model\.)?(?<module>.+)\.lora_(?<half>[AB])(?:\.[^.]+)?\.weight$", RegexOptions.CultureInvariant)]
    private static partial Regex Half();
}
