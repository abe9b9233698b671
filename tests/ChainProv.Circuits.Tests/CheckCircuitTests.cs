using ChainProv.Circuits.Gadgets;
using ChainProv.Circuits.Testing;
using static ChainProv.Circuits.Tests.GadgetCircuit;

namespace ChainProv.Circuits.Tests;

/// <summary>The checks themselves: each must find the flaw that it is for.</summary>
public sealed class CheckCircuitTests
{
    private static readonly GadgetCircuit Product = new(2, 1, (c, x) => [c.Multiply("product", x[0], x[1])]);

    /// <summary>An IsZero whose inverse of zero nobody constrains.</summary>
    private static readonly GadgetCircuit LooseInverse = new(1, 1, (c, x) =>
    {
        Wire inverse = c.Hint("inverse", () => x[0].Value.IsZero ? Fr.Zero : x[0].Value.Inverse());
        c.Constrain("inverse", x[0], inverse, Wire.Zero);
        return [x[0]];
    });

    /// <summary>Bits are assigned but nothing says that they are bits: 2 + 2·0 passes for 0 + 2·1.</summary>
    private static readonly GadgetCircuit LooseBits = new(1, 0, (c, x) =>
    {
        Wire low = c.Hint("low", () => x[0].Value == Fr.From(2) ? Fr.Zero : Fr.One);
        Wire high = c.Hint("high", () => (x[0].Value - low.Value) * Fr.From(2).Inverse());
        c.Constrain("sum", low + (high * Fr.From(2)), Wire.One, x[0]);
        return [];
    });

    /// <summary>Two honest values, neither of them a neighbour, a negative or zero.</summary>
    private static readonly GadgetCircuit TwoValued = new(1, 0, (c, x) =>
    {
        Wire loose = c.Private("loose", Fr.From(2));
        c.Constrain("two-values", loose - Fr.From(2), loose - Fr.From(5), Wire.Zero);
        c.Multiply("square", x[0], x[0]);
        return [];
    });

    [Fact]
    public void A_cell_that_can_change_alone_is_found() =>
        Claim(() => Checking(LooseInverse).PerturbEveryCell(Of([0], 0))).WithMessage("inverse can be changed to*");

    [Fact]
    public void A_hint_that_later_hints_follow_is_found()
    {
        Checking(LooseBits).PerturbEveryCell(Of([2]));
        Claim(() => Checking(LooseBits).OverrideEveryHint(Of([2]))).WithMessage("low can be assigned*");
    }

    [Fact]
    public void A_second_value_is_found_wherever_it_lies()
    {
        Claim(() => Checking(TwoValued).PerturbEveryCell(Of([1]))).WithMessage($"loose can be changed to {Fr.From(5)} alone.");
        Claim(() => Checking(TwoValued).OverrideEveryHint(Of([1]))).WithMessage($"loose can be assigned {Fr.From(5)}, and the rest follows.");
    }

    [Fact]
    public void A_second_value_that_one_constraint_admits_and_another_does_not_is_none()
    {
        GadgetCircuit held = new(1, 0, (c, x) =>
        {
            Wire first = c.Private("first", Fr.From(2));
            c.Constrain("two-values", first - Fr.From(2), first - Fr.From(5), Wire.Zero);
            c.Constrain("two-others", first - Fr.From(2), first - Fr.From(7), Wire.Zero);
            Wire second = c.Private("second", Fr.From(2));
            c.Constrain("two-values-again", second - Fr.From(2), second - Fr.From(5), Wire.Zero);
            c.Constrain("one-value", second, Wire.One, x[0]);
            return [];
        });
        Checking(held).PerturbEveryCell(Of([2]));
        Checking(held).OverrideEveryHint(Of([2]));
    }

    [Fact]
    public void A_second_value_that_only_a_later_constraint_tells_is_found()
    {
        GadgetCircuit late = new(1, 0, (c, x) =>
        {
            Wire loose = c.Hint("loose", () => Fr.From(2));
            Wire other = c.Hint("other", () => Fr.From(100));
            c.Constrain("other", other, x[0], Fr.From(100));
            c.Constrain("two-values", loose - Fr.From(2), loose - other, Wire.Zero);
            return [];
        });
        Claim(() => Checking(late).OverrideEveryHint(Of([1]))).WithMessage($"loose can be assigned {Fr.From(100)}, and the rest follows.");
    }

    [Fact]
    public void Two_wires_of_one_path_are_refused_as_one_could_be_free_under_the_others_name() =>
        Claim(() => _ = new CheckCircuit<int>(new SameName())).WithMessage("Two wires are called loose.");

    [Fact]
    public void A_free_cell_passes_only_if_it_is_declared_and_is_free()
    {
        Declaring declared = new(LooseInverse, "inverse");
        Checking(declared).PerturbEveryCell(Of([0], 0));
        Checking(declared).OverrideEveryHint(Of([0], 0));
        Claim(() => Checking(new Declaring(Product, "product")).PerturbEveryCell(Of([3, 5], 15))).WithMessage("product is declared free but is not.");
        Claim(() => Checking(new Declaring(Product, "nothing")).PerturbEveryCell(Of([3, 5], 15))).WithMessage("nothing is declared free but is not.");
    }

    [Fact]
    public void A_public_input_that_another_value_can_replace_is_found()
    {
        Checking(Product).BindsEveryPublicInput(Of([3, 5], 15));
        Claim(() => Checking(new GadgetCircuit(1, 0, (c, x) => [c.Multiply("square", x[0], x[0])])).BindsEveryPublicInput(Of([3])))
            .WithMessage("The public input input-0 can be changed to*");
    }

    [Fact]
    public void A_structure_that_depends_on_values_is_found() =>
        Claim(() => new CheckCircuit<int>(new Branching()).Accepts(7)).WithMessage("*depend on the statement*");

    [Fact]
    public void Refusal_by_another_constraint_and_unexpected_acceptance_are_found()
    {
        Claim(() => Checking(Product).Refuses(Of([3, 5], 16), "product")).WithMessage("*output-0*");
        Claim(() => Checking(Product).Refuses(Of([3, 5], 15), "output-0")).WithMessage("*accepted*");
        Claim(() => Checking(Product).Accepts(Of([3, 5], 16))).WithMessage("*output-0*");
    }

    [Fact]
    public void A_layer_that_disagrees_is_found()
    {
        Checking(Product, new Layer(true)).Accepts(Of([3, 5], 15));
        Checking(Product, new Layer(false)).Refuses(Of([3, 5], 16), "output-0");
        Claim(() => Checking(Product, new Layer(false)).Accepts(Of([3, 5], 15))).WithMessage("a layer refuses*");
        Claim(() => Checking(Product, new Layer(true)).Refuses(Of([3, 5], 16), "output-0")).WithMessage("a layer accepts*");
    }

    private static CheckCircuit<Values> Checking(ICircuit<Values> circuit, params ReadOnlySpan<IProofLayer> layers) => new(circuit, layers);

    private static FluentAssertions.Specialized.ExceptionAssertions<CircuitFlawException> Claim(Action check) => check.Should().Throw<CircuitFlawException>();

    private sealed class Layer(bool accepts) : IProofLayer
    {
        public string Name => "a layer";

        public bool Accepts(ConstraintSystem system, Func<Challenger, Witness> makeWitness) => accepts;
    }

    private sealed class Branching : ICircuit<int>
    {
        public int Placeholder => 0;

        public void Define(ICircuitBuilder circuit, int statement)
        {
            Wire x = circuit.Public("x", Fr.From((ulong)statement));
            circuit.Multiply("square", x, statement == 0 ? x : x + x);
        }
    }

    private sealed class SameName : ICircuit<int>
    {
        public int Placeholder => 0;

        public IReadOnlyList<FreeCell> FreeCells => [new("loose", "the first one is harmless")];

        public void Define(ICircuitBuilder circuit, int statement)
        {
            Wire x = circuit.Public("x", Fr.From(3));
            circuit.Multiply("square", x, x);
            circuit.Private("loose", Fr.One);
            circuit.Private("loose", Fr.One);
        }
    }

    private sealed class Declaring(ICircuit<Values> circuit, string free) : ICircuit<Values>
    {
        public Values Placeholder => circuit.Placeholder;

        public IReadOnlyList<FreeCell> FreeCells => [new(free, "this test says so")];

        public void Define(ICircuitBuilder builder, Values statement) => circuit.Define(builder, statement);
    }
}
