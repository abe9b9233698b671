using System.Reflection;
using System.Runtime.InteropServices;
using ILGPU;

namespace ChainProv.Gpu.Devices;

/// <summary>Where ILGPU finds the drivers: it asks for names that only developers' packages install on Linux.</summary>
internal static class NativeLibraries
{
    private static readonly Lock Gate = new();
    private static bool _isSet;

    /// <summary>Must come before the first context.</summary>
    public static void Resolve()
    {
        lock (Gate)
        {
            if (_isSet) return;
            _isSet = true;
            NativeLibrary.SetDllImportResolver(typeof(Context).Assembly, Load);
        }
    }

    private static IntPtr Load(string name, Assembly assembly, DllImportSearchPath? path)
    {
        string? file = !OperatingSystem.IsLinux() ? null : name switch { "OpenCL" => "libOpenCL.so.1", "cuda" => "libcuda.so.1", _ => null };
        return file is not null && NativeLibrary.TryLoad(file, out IntPtr library) ? library : IntPtr.Zero;
    }
}
