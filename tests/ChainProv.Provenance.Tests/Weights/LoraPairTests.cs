using ChainProv.Provenance.Weights;

namespace ChainProv.Provenance.Tests.Weights;

public sealed class LoraPairTests
{
    private static readonly WeightTable Base = Sample.Table(Sample.Tensor("model.q_proj.weight", "BF16", 64, 32), Sample.Tensor("model.norm.weight", "BF16", 64));

    [Theory]
    [InlineData("base_model.model.model.q_proj.lora_A.weight", "base_model.model.model.q_proj.lora_B.weight")]
    [InlineData("model.q_proj.lora_A.weight", "model.q_proj.lora_B.weight")]
    [InlineData("base_model.model.model.q_proj.lora_A.default.weight", "base_model.model.model.q_proj.lora_B.default.weight")]
    public void Pairs_are_known_by_their_names(string a, string b)
    {
        WeightTable adapter = Sample.Table(Sample.Tensor(a, "F32", 8, 32), Sample.Tensor(b, "F32", 64, 8), Sample.Tensor("bias", "F32", 1));
        LoraPair pair = LoraPair.Of(adapter, out string? problem).Should().ContainSingle().Which;
        problem.Should().BeNull();
        (pair.A.Name, pair.B.Name, pair.BaseTensor).Should().Be((a, b, "model.q_proj.weight"));
        LoraPair.Problem(adapter, Base).Should().BeNull();
    }

    [Fact]
    public void A_model_that_is_no_adapter_fits_any_base() => LoraPair.Problem(Base, Sample.Table()).Should().BeNull();

    [Theory]
    [InlineData("model.q_proj.lora_A.weight", "model.q_proj.lora_B.weight", 8, 33, 64, 8, "*do not fit the base's model.q_proj.weight, BF16 [64, 32]*")]
    [InlineData("model.q_proj.lora_A.weight", "model.q_proj.lora_B.weight", 8, 32, 63, 8, "*do not fit*")]
    [InlineData("model.q_proj.lora_A.weight", "model.q_proj.lora_B.weight", 8, 32, 64, 9, "*do not fit*")]
    [InlineData("model.norm.lora_A.weight", "model.norm.lora_B.weight", 8, 32, 64, 8, "*do not fit the base's model.norm.weight*")]
    [InlineData("model.k_proj.lora_A.weight", "model.k_proj.lora_B.weight", 8, 32, 64, 8, "*model.k_proj.weight, which the base does not have")]
    [InlineData("model.q_proj.lora_A.weight", "model.k_proj.lora_B.weight", 8, 32, 64, 8, "*has no partner*")]
    public void A_pair_that_does_not_fit_its_base_is_named(string a, string b, long rank, long inputs, long outputs, long otherRank, string message) =>
        LoraPair.Problem(Sample.Table(Sample.Tensor(a, "F32", rank, inputs), Sample.Tensor(b, "F32", outputs, otherRank)), Base).Should().Match(message);

    [Fact]
    public void Only_matrices_are_adapted() =>
        LoraPair.Problem(Sample.Table(Sample.Tensor("model.q_proj.lora_A.weight", "F32", 8, 32, 1, 1), Sample.Tensor("model.q_proj.lora_B.weight", "F32", 64, 8, 1, 1)), Base).Should().Match("*do not fit*");
}
