using System.Reflection;

namespace ChainProv.Prover.Tests.Simulation;

/// <summary>Puts something around one method of a seam.</summary>
public class Interceptor : DispatchProxy
{
    private object _target = null!;
    private string _method = "";
    private Func<object?[], Func<object?>, object?> _around = null!;

    /// <summary>The target, but for calls of <paramref name="method"/>, which <paramref name="around"/> answers: arguments, and the target's own answer.</summary>
    public static T Wrap<T>(T target, string method, Func<object?[], Func<object?>, object?> around)
        where T : class
    {
        T proxy = Create<T, Interceptor>();
        Interceptor state = (Interceptor)(object)proxy;
        (state._target, state._method, state._around) = (target, method, around);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == _method ? _around(args!, () => Call(targetMethod, args)) : Call(targetMethod, args);

    private object? Call(MethodInfo method, object?[]? args) => method.Invoke(_target, BindingFlags.DoNotWrapExceptions, null, args, null);
}
