using ChainProv.Circuits.Gadgets;
using ChainProv.Circuits.Testing;
using static ChainProv.Circuits.Tests.GadgetCircuit;

namespace ChainProv.Circuits.Tests;

public sealed class ConstraintSystemTests
{
    private static readonly GadgetCircuit Product = new(2, 1, (c, x) => [c.Multiply("product", x[0], x[1])]);

    [Fact]
    public void Wires_are_the_constant_then_public_inputs_then_hidden_ones()
    {
        ConstraintSystem system = ConstraintSystem.Compile(Product);
        Witness witness = Witness.Generate(Product, Of([3, 5], 15));

        system.PublicInputCount.Should().Be(3);
        system.WireCount.Should().Be(5);
        system.ConstraintCount.Should().Be(2);
        Enumerable.Range(0, 5).Select(system.WireName).Should().Equal("one", "input-0", "input-1", "output-0", "product");
        witness.Values.ToArray().Should().Equal(new ulong[] { 1, 3, 5, 15, 15 }.Select(Fr.From));
        witness.PublicInputs.ToArray().Should().Equal(new ulong[] { 3, 5, 15 }.Select(Fr.From));
    }

    [Fact]
    public void A_false_statement_names_its_first_broken_constraint_and_keeps_values_out_of_the_message()
    {
        Action generate = () => Witness.Generate(Product, Of([3, 5], 16));
        UnsatisfiedConstraintException thrown = generate.Should().Throw<UnsatisfiedConstraintException>().Which;
        thrown.Constraint.Should().Be(new UnsatisfiedConstraint(1, "output-0", Fr.From(15), Fr.One, Fr.From(16)));
        thrown.Message.Should().Be("Constraint 1, output-0, does not hold: the statement is false.");
    }

    [Fact]
    public void A_public_input_that_no_constraint_uses_is_refused() =>
        Compiling(new GadgetCircuit(2, 1, (_, x) => [x[0]])).Should().Throw<CircuitException>().WithMessage("*input-1*");

    [Fact]
    public void A_public_input_that_is_only_multiplied_by_zero_is_refused()
    {
        Compiling(new GadgetCircuit(2, 1, (c, x) => [Times(c, x[0], x[1], Wire.Zero)])).Should().Throw<CircuitException>().WithMessage("*input-1*");
        Compiling(new GadgetCircuit(2, 1, (c, x) => [Times(c, x[0], Wire.Zero, x[1])])).Should().Throw<CircuitException>().WithMessage("*input-1*");

        static Wire Times(ICircuitBuilder circuit, Wire result, Wire a, Wire b)
        {
            circuit.Constrain("nothing", a, b, Wire.Zero);
            return result;
        }
    }

    [Fact]
    public void A_circuit_without_constraints_or_without_public_inputs_is_refused()
    {
        Compiling(new GadgetCircuit(1, 0, (_, _) => [])).Should().Throw<CircuitException>().WithMessage("*constraints*");
        Compiling(new GadgetCircuit(0, 0, (c, _) => [c.PrivateBit("bit", true)])).Should().Throw<CircuitException>().WithMessage("*public*");
    }

    [Fact]
    public void A_constraint_between_constants_is_refused() =>
        Compiling(new GadgetCircuit(1, 1, (c, x) => [c.Multiply("ok", x[0], x[0]), Vacuous(c)])).Should().Throw<CircuitException>().WithMessage("*vacuous*");

    [Fact]
    public void A_public_input_after_a_hidden_wire_is_refused() =>
        Compiling(new GadgetCircuit(1, 1, (c, x) => [c.Multiply("product", x[0], x[0]), c.Public("late", Fr.One)]))
            .Should().Throw<InvalidOperationException>().WithMessage("*late*");

    [Fact]
    public void The_digest_is_that_of_the_matrices_and_not_of_names()
    {
        CircuitDigest digest = ConstraintSystem.Compile(Product).Digest;
        ConstraintSystem.Compile(new GadgetCircuit(2, 1, (c, x) => [c.Multiply("another-name", x[0], x[1])])).Digest.Should().Be(digest);
        ConstraintSystem.Compile(new GadgetCircuit(2, 1, (c, x) => [c.Multiply("product", x[0], x[1] + x[1])])).Digest.Should().NotBe(digest);
        ConstraintSystem.Compile(new GadgetCircuit(1, 2, (c, x) => [c.Multiply("product", x[0], x[0]), x[0]])).Digest.Should().NotBe(digest);
    }

    [Fact]
    public void Matrices_read_back_are_the_same_system()
    {
        ConstraintSystem system = ConstraintSystem.Compile(Product);
        ConstraintSystem copy = new(system.PublicInputCount, system.A, system.B, system.C);
        copy.Digest.Should().Be(system.Digest);
        copy.FirstUnsatisfied(Witness.Generate(Product, Of([3, 5], 15))).Should().BeNull();
        copy.ConstraintName(1).Should().Be("1");
    }

    [Fact]
    public void Malformed_matrices_are_refused()
    {
        Fr[] one = [Fr.One], two = [Fr.One, Fr.One];
        Matrix(2, [0, 1], [2], one).Should().Throw<ArgumentException>("the column does not exist");
        Matrix(2, [0, 2], [1, 1], two).Should().Throw<ArgumentException>("a column stands twice");
        Matrix(2, [0, 2], [1, 0], two).Should().Throw<ArgumentException>("columns fall");
        Matrix(2, [0, 2, 1], [1], one).Should().Throw<ArgumentException>("offsets fall");
        Matrix(2, [1, 1], [1], one).Should().Throw<ArgumentException>("offsets do not start at zero");
        Matrix(2, [0, 1], [1], two).Should().Throw<ArgumentException>("there is a coefficient too many");
        Matrix(2, [0, 1], [1], [Fr.Zero]).Should().Throw<ArgumentException>("an entry is zero");
    }

    [Fact]
    public void Wires_add_up_without_leaving_zero_terms()
    {
        GadgetCircuit circuit = new(2, 1, (c, x) => [c.Multiply("product", x[0] + x[1] - x[1], x[1] * Fr.From(2) - x[1])]);
        ConstraintSystem.Compile(circuit).Digest.Should().Be(ConstraintSystem.Compile(Product).Digest);
        Wire.InnerProduct([Wire.One, Wire.Constant(3)], [Fr.From(3), -Fr.One]).Should().Be(Wire.Zero);
        ((Action)(() => Wire.InnerProduct([Wire.One], []))).Should().Throw<ArgumentException>();
    }

    private static Wire Vacuous(ICircuitBuilder circuit)
    {
        circuit.AssertEqual("vacuous", Wire.One, Wire.One);
        return Wire.One;
    }

    private static Action Compiling(GadgetCircuit circuit) => () => ConstraintSystem.Compile(circuit);

    private static Action Matrix(int columns, int[] offsets, int[] indices, Fr[] coefficients) =>
        () => _ = new SparseMatrix(columns, offsets, indices, coefficients);
}
