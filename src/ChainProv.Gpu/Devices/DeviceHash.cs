using System.Runtime.InteropServices;
using ChainProv.Cryptography.Hashing;
using ChainProv.Gpu.Fields;
using ChainProv.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace ChainProv.Gpu.Devices;

/// <summary>Layers of Merkle trees on the device.</summary>
internal sealed class DeviceHash(KernelLauncher launcher, DeviceMemory memory)
{
    private readonly DeviceScratch _scratch = new(memory);

    /// <exception cref="OutOfDeviceMemoryException">The layer does not fit.</exception>
    public void CompressLayer(ReadOnlySpan<Fr> children, Span<Fr> parents)
    {
        Fr[] constants = RoundConstants();
        ArrayView<KernelFr> input = _scratch.View<KernelFr>("children", children.Length), output = _scratch.View<KernelFr>("parents", parents.Length);
        ArrayView<KernelFr> table = _scratch.View<KernelFr>("round constants", constants.Length);
        table.CopyFromCPU(MemoryMarshal.Cast<Fr, KernelFr>(constants.AsSpan()));
        input.CopyFromCPU(MemoryMarshal.Cast<Fr, KernelFr>(children));
        launcher.Launch(
            HashKernels.CompressPair, parents.Length, input, output, table, Poseidon2Permutation<Fr>.FullRounds / 2, Poseidon2Permutation<Fr>.PartialRounds);
        output.CopyToCPU(MemoryMarshal.Cast<Fr, KernelFr>(parents));
    }

    private static Fr[] RoundConstants()
    {
        List<Fr> constants = [];
        for (int round = 0; round < Poseidon2Permutation<Fr>.FullRounds + Poseidon2Permutation<Fr>.PartialRounds; round++) constants.AddRange(Poseidon2.Width2.RoundConstants(round));
        return [.. constants];
    }
}
