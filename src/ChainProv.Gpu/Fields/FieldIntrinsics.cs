using System.Globalization;
using System.Reflection;
using System.Text;
using ILGPU;
using ILGPU.Backends;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.IR;
using ILGPU.IR.Intrinsics;
using CompoundRegister = ILGPU.Backends.RegisterAllocator<ILGPU.Backends.PTX.PTXRegisterKind>.CompoundRegister;
using PrimitiveRegister = ILGPU.Backends.RegisterAllocator<ILGPU.Backends.PTX.PTXRegisterKind>.PrimitiveRegister;

namespace ChainProv.Gpu.Fields;

/// <summary>Tells ILGPU what to make of the fields' operations: on CUDA the text of <see cref="FieldPtx"/>, elsewhere the portable code.</summary>
/// <remarks>A whole operation is one intrinsic: smaller ones would have to carry the flag from one to the next, which ILGPU cannot, and its inline assembly sends every operand through local memory.</remarks>
internal static class FieldIntrinsics
{
    private static readonly FieldPtx Fp = new([KernelFp.P0, KernelFp.P1, KernelFp.P2, KernelFp.P3, KernelFp.P4, KernelFp.P5], KernelFp.NegativeInverse);
    private static readonly FieldPtx Fr = new([KernelFr.P0, KernelFr.P1, KernelFr.P2, KernelFr.P3], KernelFr.NegativeInverse);

    private static readonly string
        FpAddition = Fp.Addition(), FpSubtraction = Fp.Subtraction(), FpProduct = Fp.Product(),
        FrAddition = Fr.Addition(), FrSubtraction = Fr.Subtraction(), FrProduct = Fr.Product();

    public static void Register(Context context)
    {
        IntrinsicImplementationManager manager = context.GetIntrinsicManager();
        foreach ((Type field, string operation, Action<PTXBackend, PTXCodeGenerator, Value> emit) in (ReadOnlySpan<(Type, string, Action<PTXBackend, PTXCodeGenerator, Value>)>)
        [
            (typeof(KernelFp), nameof(KernelFp.Add), EmitFpAddition), (typeof(KernelFp), nameof(KernelFp.Subtract), EmitFpSubtraction), (typeof(KernelFp), nameof(KernelFp.Multiply), EmitFpProduct),
            (typeof(KernelFr), nameof(KernelFr.Add), EmitFrAddition), (typeof(KernelFr), nameof(KernelFr.Subtract), EmitFrSubtraction), (typeof(KernelFr), nameof(KernelFr.Multiply), EmitFrProduct),
        ])
        {
            MethodInfo method = field.GetMethod(operation)!;
            manager.RegisterMethod(method, new PTXIntrinsic(emit.Method, IntrinsicImplementationMode.GenerateCode));
            manager.RegisterMethod(method, new CLIntrinsic(field, $"{operation}Portably", IntrinsicImplementationMode.Redirect));
        }
    }

    private static void EmitFpAddition(PTXBackend backend, PTXCodeGenerator generator, Value call) => Emit(generator, call, FpAddition, KernelFp.Limbs, inHalves: false);

    private static void EmitFpSubtraction(PTXBackend backend, PTXCodeGenerator generator, Value call) => Emit(generator, call, FpSubtraction, KernelFp.Limbs, inHalves: false);

    private static void EmitFpProduct(PTXBackend backend, PTXCodeGenerator generator, Value call) => Emit(generator, call, FpProduct, KernelFp.Limbs, inHalves: true);

    private static void EmitFrAddition(PTXBackend backend, PTXCodeGenerator generator, Value call) => Emit(generator, call, FrAddition, KernelFr.Limbs, inHalves: false);

    private static void EmitFrSubtraction(PTXBackend backend, PTXCodeGenerator generator, Value call) => Emit(generator, call, FrSubtraction, KernelFr.Limbs, inHalves: false);

    private static void EmitFrProduct(PTXBackend backend, PTXCodeGenerator generator, Value call) => Emit(generator, call, FrProduct, KernelFr.Limbs, inHalves: true);

    /// <summary>The procedure in a block of its own, between the registers that ILGPU chose.</summary>
    private static void Emit(PTXCodeGenerator generator, Value call, string procedure, int limbs, bool inHalves)
    {
        string[] a = Registers(generator, generator.Load(call[0])), b = Registers(generator, generator.Load(call[1]));
        string[] result = Registers(generator, generator.Allocate(call));
        StringBuilder text = new("{\n");
        int count = inHalves ? 2 * limbs : limbs;
        foreach (string name in (ReadOnlySpan<string>)["a", "b", "r"])
            text.Append(CultureInfo.InvariantCulture, $"  .reg .{(inHalves ? "u32" : "u64")} {string.Join(", ", Enumerable.Range(0, count).Select(i => $"{name}{i}"))};\n");
        for (int i = 0; i < limbs; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  mov.b64 {Piece("a", i, inHalves)}, {a[i]};\n");
            text.Append(CultureInfo.InvariantCulture, $"  mov.b64 {Piece("b", i, inHalves)}, {b[i]};\n");
        }

        text.Append(procedure);
        for (int i = 0; i < limbs; i++) text.Append(CultureInfo.InvariantCulture, $"  mov.b64 {result[i]}, {Piece("r", i, inHalves)};\n");
        generator.Builder.Append(text).Append("}\n");
    }

    private static string Piece(string name, int limb, bool inHalves) => inHalves ? $"{{{name}{2 * limb}, {name}{(2 * limb) + 1}}}" : $"{name}{limb}";

    private static string[] Registers(PTXCodeGenerator generator, RegisterAllocator<PTXRegisterKind>.Register register) =>
        [.. ((CompoundRegister)register).Children.Select(child => "%" + PTXRegisterAllocator.GetStringRepresentation(generator.EnsureHardwareRegister((PrimitiveRegister)child)))];
}
