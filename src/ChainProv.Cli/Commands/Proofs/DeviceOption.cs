using System.CommandLine;
using ChainProv.Cryptography.Compute;
using ChainProv.Gpu;

namespace ChainProv.Cli.Commands.Proofs;

/// <summary>What computes a proof.</summary>
internal sealed class DeviceOption
{
    private readonly Option<string> _device = new("--device")
    {
        Description = "What computes: the processor, a graphics processor, or (auto) each for what it does faster, which takes a few seconds to find out.",
        HelpName = string.Join('|', ComputeDevices.Names),
        DefaultValueFactory = _ => ComputeDevices.Names[0],
    };

    public DeviceOption(Command command)
    {
        _device.AcceptOnlyFromAmong([.. ComputeDevices.Names]);
        command.Options.Add(_device);
    }

    public bool IsGiven(ParseResult arguments) => arguments.GetResult(_device) is { Implicit: false };

    /// <inheritdoc cref="Use{TResult}(ParseResult, int?, Func{IComputeDevice, TResult})"/>
    public TResult Use<TResult>(ParseResult arguments, Func<IComputeDevice, TResult> compute) => Use(arguments, threads: null, compute);

    /// <summary>Lets something be computed, with so many threads where it is the processor that does, and gives the device back.</summary>
    /// <exception cref="GpuUnavailableException">There is no such device.</exception>
    public TResult Use<TResult>(ParseResult arguments, int? threads, Func<IComputeDevice, TResult> compute)
    {
        IComputeDevice device = ComputeDevices.Open(arguments.GetRequiredValue(_device), threads);
        using IDisposable? owned = device as IDisposable;
        return compute(device);
    }
}
