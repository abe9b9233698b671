namespace ChainProv.Circuits;

/// <summary>The four things a circuit is made of; every gadget is built from them.</summary>
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
}
