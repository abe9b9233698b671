namespace ChainProv.Circuits.Tests;

/// <summary>A circuit of one gadget whose inputs and outputs are all public, so that every hidden wire must follow from them.</summary>
internal sealed class GadgetCircuit(int inputs, int outputs, Func<ICircuitBuilder, Wire[], Wire[]> gadget) : ICircuit<GadgetCircuit.Values>
{
    public sealed record Values(Fr[] Inputs, Fr[] Outputs);

    public Values Placeholder => new(new Fr[inputs], new Fr[outputs]);

    public static Values Of(ulong[] inputs, params ulong[] outputs) => new([.. inputs.Select(Fr.From)], [.. outputs.Select(Fr.From)]);

    public void Define(ICircuitBuilder circuit, Values statement)
    {
        Wire[] given = [.. statement.Inputs.Select((value, i) => circuit.Public($"input-{i}", value))];
        Wire[] expected = [.. statement.Outputs.Select((value, i) => circuit.Public($"output-{i}", value))];
        Wire[] actual = gadget(circuit, given);
        for (int i = 0; i < outputs; i++) circuit.Constrain($"output-{i}", actual[i], Wire.One, expected[i]);
    }
}
