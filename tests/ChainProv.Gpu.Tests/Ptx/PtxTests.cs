using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using ChainProv.Cryptography.Fields;
using ChainProv.Gpu.Fields;
using ChainProv.Gpu.Kernels;
using ChainProv.Gpu.Tests.Fields;
using ILGPU;

namespace ChainProv.Gpu.Tests.Ptx;

/// <summary>What a CUDA device would be given.</summary>
public sealed class PtxTests
{
    private static readonly Type[] KernelTypes =
    [
        typeof(DigitKernels), typeof(SortKernels), typeof(BucketKernels<KernelFp>), typeof(BucketKernels<KernelFp2>), typeof(TransformKernels), typeof(HashKernels),
    ];

    private static IEnumerable<MethodInfo> Kernels => KernelTypes
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
        .Where(method => method.GetParameters()[0].ParameterType == typeof(Index1D));

    public static TheoryData<int> Indices { get; } = [.. Enumerable.Range(0, Kernels.Count())];

    [Theory, MemberData(nameof(Indices))]
    public void Every_kernel_compiles_and_stays_in_registers(int index)
    {
        string ptx = PtxCompiler.Compile(Kernels.ElementAt(index));
        ptx.Should().Contain(".entry").And.NotContain(".local");
    }

    [Fact]
    public void Every_kernel_is_among_them() => Kernels.Should().HaveCount(typeof(DigitKernels).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(DigitKernels).Namespace)
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public).Where(method => method.GetParameters() is [{ } first, ..] && first.ParameterType == typeof(Index1D)).SelectMany(_ => type.IsGenericType ? [0, 1] : new[] { 0 }))
        .Count());

    [Theory, InlineData("Add"), InlineData("Subtract"), InlineData("Multiply")]
    public void Arithmetic_in_Fp_is_right_in_the_interpreter(string operation) => Check<Fp, KernelFp>(operation);

    [Theory, InlineData("Add"), InlineData("Subtract"), InlineData("Multiply")]
    public void Arithmetic_in_Fr_is_right_in_the_interpreter(string operation) => Check<Fr, KernelFr>(operation);

    [Theory, InlineData(typeof(KernelFp)), InlineData(typeof(KernelFr))]
    public void A_product_is_one_chain_of_carries(Type field)
    {
        string ptx = PtxCompiler.Compile(Kernel(field, "Multiply"));
        int words = Unsafe.SizeOf<KernelFp>() / 4;
        if (field == typeof(KernelFr)) words = Unsafe.SizeOf<KernelFr>() / 4;
        string body = ptx[ptx.IndexOf(".entry", StringComparison.Ordinal)..];
        body.Should().NotContain(".local").And.NotContain("call");
        body.Split('\n').Count(line => line.Contains("mad", StringComparison.Ordinal) || line.Contains("mul.hi", StringComparison.Ordinal))
            .Should().BeLessThan((4 * words * words) + 8);
    }

    /// <summary>At optimisation level O2, ILGPU 1.5.3 turns the two around.</summary>
    [Fact]
    public void A_value_is_read_before_it_is_replaced()
    {
        string ptx = PtxCompiler.Compile(typeof(SortKernels).GetMethod(nameof(SortKernels.SumDown))!);
        Match store = Regex.Match(ptx, @"\sst\.(global\.)?b32"), load = Regex.Match(ptx, @"\sld\.(global\.)?b32", RegexOptions.RightToLeft);
        (store.Success, load.Success).Should().Be((true, true));
        load.Index.Should().BeLessThan(store.Index);
    }

    private static void Check<THost, TKernel>(string operation)
        where THost : unmanaged, IPrimeField<THost>
        where TKernel : unmanaged, IKernelField<TKernel>
    {
        PtxInterpreter interpreter = new(PtxCompiler.Compile(Kernel(typeof(TKernel), operation)));
        int size = Unsafe.SizeOf<TKernel>();
        foreach ((THost a, THost b) in FieldSamples.Pairs<THost>())
        {
            byte[] memory = new byte[3 * size];
            MemoryMarshal.Write(memory, a);
            MemoryMarshal.Write(memory.AsSpan(size), b);
            interpreter.Run(memory, BitConverter.GetBytes(1), View(0), View(size), View(2 * size));
            MemoryMarshal.Read<THost>(memory.AsSpan(2 * size)).Should().Be(operation switch { "Add" => a + b, "Subtract" => a - b, _ => a * b }, "of {0} and {1}", a, b);
        }
    }

    private static MethodInfo Kernel(Type field, string operation) => typeof(FieldKernels<>).MakeGenericType(field).GetMethod(operation)!;

    /// <summary>A view of one element: where it is, and its length.</summary>
    private static byte[] View(long pointer) => [.. BitConverter.GetBytes(pointer), .. BitConverter.GetBytes(1L)];
}
