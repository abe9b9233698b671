namespace ChainProv.Gpu.Tests;

public enum ScalarKind
{
    Random,
    Equal,
    Zero,
    Bits,
    Small,
    Extreme,
}
