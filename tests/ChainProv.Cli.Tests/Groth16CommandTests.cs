using ChainProv.Cli.Tests.Support;

namespace ChainProv.Cli.Tests;

/// <summary>A circuit of circom's, from key to verdict by the command line, with snarkjs's own proof beside.</summary>
public sealed class Groth16CommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_circom_circuit_is_set_up_proved_and_verified_and_a_changed_input_refused()
    {
        (bool success, string output) = Peers.Run(Path.Combine(Peers.Folder, "prove-with-snarkjs.sh"), _folder.Root);
        success.Should().BeTrue(output);
        string circuit = _folder.At("multiplier.r1cs"), key = _folder.At("ours.zkey"), verification = _folder.At("ours.json"), proof = _folder.At("proof");

        (await Run.DoneAsync("groth16", "setup", circuit, "-o", key, "--verification-key", verification, "--json")).Json["setup"]!.GetValue<string>().Should().Be("development");
        await Run.DoneAsync("groth16", "prove", key, _folder.At("witness.wtns"), "--circuit", circuit, "-o", proof);
        string inputs = Path.Combine(proof, "public.json"), ours = Path.Combine(proof, "proof.json");
        (await Run.DoneAsync("groth16", "verify", verification, inputs, ours, "--json")).Json["valid"]!.GetValue<bool>().Should().BeTrue();

        // Ours is not a proof under the key that snarkjs made, and not of other inputs.
        (await Run.OfAsync("groth16", "verify", _folder.At("verification_key.json"), inputs, ours)).ExitCode.Should().Be(1);
        (await Run.DoneAsync("groth16", "verify", _folder.At("verification_key.json"), _folder.At("public.json"), _folder.At("proof.json"), "--json")).Json["valid"]!.GetValue<bool>().Should().BeTrue();
        string changed = _folder.Write("changed.json", (await File.ReadAllTextAsync(inputs, TestContext.Current.CancellationToken)).Replace("363", "364", StringComparison.Ordinal));
        (await Run.OfAsync("groth16", "verify", verification, changed, ours)).ExitCode.Should().Be(1);
    }
}
