using ChainProv.Cryptography.Commitments;

namespace ChainProv.Circuits;

/// <summary>What a circuit is made of; every gadget is built from these few things.</summary>
/// <remarks>
/// A definition that uses the challenge has three parts: all that is defined directly, then what <see cref="BeforeChallenge"/> adds (all of it fixed before the
/// challenge is drawn), then what <see cref="AfterChallenge"/> constrains with it.
/// </remarks>
public interface ICircuitBuilder
{
    /// <summary>The next public input. All of them come before the first hidden wire.</summary>
    /// <exception cref="InvalidOperationException">A hidden wire was declared before.</exception>
    Wire Public(string name, Fr value);

    /// <summary>A hidden wire whose value is assigned, not constrained: whoever proves may choose another. Every hidden value passes
    /// through here.</summary>
    /// <param name="name">The last part of the wire's path.</param>
    /// <param name="value">Called when a witness is made, never when constraints are compiled. It must not throw: a false statement is
    /// refused by a constraint.</param>
    Wire Hint(string name, Func<Fr> value);

    /// <summary>A hidden input: a hint that the statement gives.</summary>
    Wire Private(string name, Fr value) => Hint(name, () => value);

    /// <summary>The constraint a · b = c.</summary>
    void Constrain(string name, Wire a, Wire b, Wire c);

    /// <summary>Puts <c>name/</c> before the name of everything that is declared until the scope is disposed.</summary>
    CircuitScope Scope(string name);

    /// <summary>Puts <c>name[index]/</c> before the name of everything that is declared until the scope is disposed.</summary>
    CircuitScope Scope(string name, int index);

    /// <summary>Puts the hidden wires of a combination into the commitment that the challenge is drawn from. Constants and public inputs need not be, as the
    /// challenge is drawn from them too.</summary>
    /// <exception cref="InvalidOperationException">The challenge is drawn already.</exception>
    void Commit(Wire wire);

    /// <summary>The values of a vector that is committed to outside the circuit, as hidden wires. One constraint for each of them and for each coefficient that blinds
    /// them, whatever their number.</summary>
    /// <remarks>The challenge is drawn from the vector's commitments too, and the proof opens them at it (see <see cref="VectorLinks"/>).</remarks>
    /// <exception cref="InvalidOperationException">The challenge is drawn already.</exception>
    /// <exception cref="ArgumentException">Its chunks are not as long as those of another vector of this circuit.</exception>
    Wire[] Committed(string name, CommittedVector vector);

    /// <summary>The 4096 values of an EIP-4844 blob, as hidden wires, in the blob's order. One constraint for each of them, and some twenty.</summary>
    /// <inheritdoc cref="Committed(string, CommittedVector)"/>
    Wire[] Committed(string name, BlobVector blob);

    /// <summary>Defines the rest of what the challenge is drawn from, when all of the circuit is known: how often each entry of a table was looked up, say.</summary>
    /// <exception cref="InvalidOperationException">The challenge is drawn already.</exception>
    void BeforeChallenge(Action define);

    /// <summary>Constrains with the challenge. Of the hidden wires that were declared before it, only committed ones may be named: a prover would choose any
    /// other when he knows the challenge, and one equation in it he can always satisfy.</summary>
    /// <exception cref="InvalidOperationException">The challenge is drawn already.</exception>
    void AfterChallenge(Action<Wire> define);

    /// <summary>The one <typeparamref name="T"/> of this definition: what gadgets in different places share, such as a table.</summary>
    T Shared<T>(Func<T> create)
        where T : class;
}
