using System.Reflection;
using System.Runtime.InteropServices;
using ChainProv.Gpu.Devices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.OpenCL;

namespace ChainProv.Gpu.Tests;

/// <summary>The devices that every machine can have: ILGPU's emulation, which runs the kernels as they are, and PoCL, which compiles them as a graphics driver would.</summary>
internal static class TestDevices
{
    private static readonly Lazy<GpuDevice> EmulatedDevice = new(() => Emulate());
    private static readonly Lazy<GpuDevice?> OpenClProcessor = new(OpenOpenClProcessor);

    public static string[] Names { get; } = ["emulated", "opencl"];

    /// <summary>Skips the test where PoCL is missing, but not in continuous integration: there it must be.</summary>
    public static GpuDevice Get(string name)
    {
        if (name == "emulated") return EmulatedDevice.Value;
        if (OpenClProcessor.Value is { } device) return device;
        const string reason = "no OpenCL processor device: install PoCL (Debian: pocl-opencl-icd and ocl-icd-libopencl1; scripts/install-opencl.sh)";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
        throw new InvalidOperationException();
    }

    /// <summary>A device of its own, with a limit to the memory that it takes.</summary>
    public static GpuDevice Emulate(long? memoryLimit = null)
    {
        Context context = GpuDevice.CreateContext(builder => builder.CPU(new CPUDevice(4, 4, 1)));
        return new(context, context.GetCPUDevice(0), memoryLimit ?? (1L << 30));
    }

    private static GpuDevice? OpenOpenClProcessor()
    {
        // PoCL 3 knows no generic address space: its other name is the global one, where all of the kernels' memory is.
        if (OperatingSystem.IsLinux()) _ = SetEnvironment("POCL_EXTRA_BUILD_FLAGS", "-D__generic=__global", 1);
        Context context = GpuDevice.CreateContext(builder => builder.OpenCL(device =>
        {
            if (!device.DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_CPU)) return false;
            PropertyInfo generic = device.Capabilities.GetType().GetProperty(nameof(CLCapabilityContext.GenericAddressSpace))!;
            generic.SetValue(device.Capabilities, true);
            return true;
        }));
        return context.GetCLDevices() is [CLDevice device, ..] ? new(context, device, 1L << 30) : null;
    }

    [DllImport("libc", EntryPoint = "setenv"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironment([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
