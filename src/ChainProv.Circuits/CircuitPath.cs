using System.Globalization;

namespace ChainProv.Circuits;

/// <summary>A scope and the scopes around it. Kept as links, so that a name costs nothing until somebody reads it.</summary>
internal sealed class CircuitPath(CircuitPath? outer, string name, int? index)
{
    public static string Join(CircuitPath? scope, string name) => scope is null ? name : $"{scope}/{name}";

    public override string ToString()
    {
        string last = index is { } i ? string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]") : name;
        return outer is null ? last : $"{outer}/{last}";
    }
}
