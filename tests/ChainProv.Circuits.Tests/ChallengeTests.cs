using ChainProv.Circuits.Gadgets;
using ChainProv.Circuits.Testing;
using static ChainProv.Circuits.Tests.GadgetCircuit;

namespace ChainProv.Circuits.Tests;

/// <summary>What may be constrained with a challenge, and when.</summary>
public sealed class ChallengeTests
{
    [Fact]
    public void A_wire_that_is_not_committed_cannot_meet_the_challenge() =>
        Compiling(c =>
        {
            Wire committed = c.Private("committed", Fr.One), loose = c.Private("loose", Fr.One);
            c.Commit(committed);
            c.AfterChallenge(challenge => c.Constrain("meets", loose, challenge, committed));
        }).Should().Throw<CircuitException>().WithMessage("The constraint meets uses the challenge with loose, which is not committed to.");

    [Fact]
    public void Nor_can_a_combination_with_one() =>
        Compiling(c =>
        {
            Wire committed = c.Private("committed", Fr.One), loose = c.Private("loose", Fr.One);
            c.Commit(committed);
            c.AfterChallenge(challenge => c.AssertZero("meets", challenge + committed + (loose * Fr.From(7))));
        }).Should().Throw<CircuitException>().WithMessage("*loose*not committed*");

    [Fact]
    public void Nor_can_one_that_was_computed_from_committed_ones_before() =>
        Compiling(c =>
        {
            Wire committed = c.Private("committed", Fr.One);
            c.Commit(committed);
            Wire square = c.Multiply("square", committed, committed);
            c.AfterChallenge(challenge => c.Multiply("meets", square, challenge));
        }).Should().Throw<CircuitException>().WithMessage("*square, which is not committed to*");

    [Fact]
    public void Committing_late_is_refused() =>
        Compiling(c =>
        {
            Wire committed = c.Private("committed", Fr.One);
            c.Commit(committed);
            c.AfterChallenge(challenge => c.Commit(c.Multiply("late", committed, challenge)));
        }).Should().Throw<InvalidOperationException>().WithMessage("The challenge is drawn already*");

    [Fact]
    public void There_is_one_challenge_and_nothing_comes_before_it_once_it_is_drawn()
    {
        foreach (Action<ICircuitBuilder> late in (ReadOnlySpan<Action<ICircuitBuilder>>)[c => c.AfterChallenge(_ => { }), c => c.BeforeChallenge(() => { })])
        {
            Compiling(c =>
            {
                c.Commit(c.Private("committed", Fr.One));
                c.AfterChallenge(_ => late(c));
            }).Should().Throw<InvalidOperationException>().WithMessage("The challenge is drawn already*");
        }
    }

    [Fact]
    public void A_challenge_drawn_from_nothing_hidden_is_refused() =>
        Compiling(c => c.AfterChallenge(challenge => c.Multiply("square", challenge, challenge)))
            .Should().Throw<CircuitException>().WithMessage("*nothing is committed to*");

    [Fact]
    public void A_commitment_that_no_challenge_follows_is_refused() =>
        Compiling(c => c.Commit(c.Private("committed", Fr.One))).Should().Throw<CircuitException>().WithMessage("*no constraint uses the challenge*");

    [Fact]
    public void The_challenge_is_the_last_public_input_and_drawn_from_all_others_and_the_committed_wires()
    {
        GadgetCircuit circuit = new(2, 0, (c, x) =>
        {
            Wire loose = c.Multiply("loose", x[0], x[1]), committed = c.Multiply("committed", x[1], x[1]);
            c.Commit(committed + x[0] + Wire.One);
            c.AfterChallenge(challenge => c.Constrain("meets", challenge, committed, c.Hint("product", () => challenge.Value * committed.Value)));
            return [];
        });
        ConstraintSystem system = ConstraintSystem.Compile(circuit);

        system.PublicInputCount.Should().Be(3);
        system.WireName(3).Should().Be("challenge");
        system.Commitment!.Wires.ToArray().Select(system.WireName).Should().Equal("committed");
        Witness witness = Witness.Generate(circuit, Of([3, 5]), system, (inputs, committed, _) =>
        {
            inputs.ToArray().Should().Equal(Fr.From(3), Fr.From(5));
            committed.ToArray().Should().Equal(Fr.From(25));
            return Fr.From(1000);
        });
        witness.PublicInputs.ToArray().Should().Equal(Fr.From(3), Fr.From(5), Fr.From(1000));
        system.FirstUnsatisfied(witness).Should().BeNull();
        Enumerable.Range(0, system.WireCount).Select(system.WireName).Should().Equal("one", "input-0", "input-1", "challenge", "loose", "committed", "product");
    }

    [Fact]
    public void A_witness_without_a_challenger_is_not_made() =>
        FluentActions.Invoking(() => Witness.Generate(Meeting(commitBoth: true), Of([3]))).Should().Throw<InvalidOperationException>();

    [Fact]
    public void What_is_committed_to_is_part_of_the_circuits_name_and_nothing_is_for_a_circuit_without()
    {
        ConstraintSystem one = ConstraintSystem.Compile(Meeting(commitBoth: false)), both = ConstraintSystem.Compile(Meeting(commitBoth: true));
        one.ConstraintCount.Should().Be(both.ConstraintCount);
        one.Digest.Should().NotBe(both.Digest);
    }

    [Fact]
    public void A_gadget_shared_by_two_places_is_made_once()
    {
        int made = 0;
        ConstraintSystem.Compile(new GadgetCircuit(1, 0, (c, x) =>
        {
            object first = c.Shared(() => new object[] { ++made }), second = c.Shared(() => new object[] { ++made });
            first.Should().BeSameAs(second);
            c.Multiply("square", x[0], x[0]);
            return [];
        }));
        made.Should().Be(1);
    }

    private static GadgetCircuit Meeting(bool commitBoth) => new(1, 0, (c, x) =>
    {
        Wire first = c.Multiply("first", x[0], x[0]), second = c.Multiply("second", first, x[0]);
        c.Commit(first);
        if (commitBoth) c.Commit(second);
        c.AfterChallenge(challenge => c.Multiply("meets", challenge, first));
        return [];
    });

    private static Action Compiling(Action<ICircuitBuilder> gadget) => () => ConstraintSystem.Compile(new GadgetCircuit(1, 0, (c, x) =>
    {
        c.Multiply("input", x[0], x[0]);
        gadget(c);
        return [];
    }));
}
