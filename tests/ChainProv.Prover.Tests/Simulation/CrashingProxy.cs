using System.Reflection;

namespace ChainProv.Prover.Tests.Simulation;

/// <summary>Puts a crash plan around every asynchronous call of a seam.</summary>
public class CrashingProxy : DispatchProxy
{
    private static readonly MethodInfo AroundOfT = typeof(CrashingProxy).GetMethod(nameof(AroundResult), BindingFlags.NonPublic | BindingFlags.Instance)!;
    private object _target = null!;
    private CrashPlan _plan = null!;

    public static T Wrap<T>(T target, CrashPlan plan)
        where T : class
    {
        T proxy = Create<T, CrashingProxy>();
        CrashingProxy state = (CrashingProxy)(object)proxy;
        (state._target, state._plan) = (target, plan);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Type result = targetMethod!.ReturnType;
        if (result == typeof(Task))
            return AroundTask(targetMethod, args);
        if (result.IsGenericType && result.GetGenericTypeDefinition() == typeof(Task<>))
            return AroundOfT.MakeGenericMethod(result.GenericTypeArguments).Invoke(this, [targetMethod, args]);
        if (targetMethod.Name != nameof(IAsyncDisposable.DisposeAsync)) // the operating system closes what a dead process had open
            _plan.RequireAlive();
        return Call(targetMethod, args);
    }

    private Task<bool> AroundTask(MethodInfo method, object?[]? args) => _plan.AroundAsync(async () =>
    {
        await (Task)Call(method, args)!;
        return true;
    });

    private Task<T> AroundResult<T>(MethodInfo method, object?[]? args) => _plan.AroundAsync(() => (Task<T>)Call(method, args)!);

    private object? Call(MethodInfo method, object?[]? args) => method.Invoke(_target, BindingFlags.DoNotWrapExceptions, null, args, null);
}
