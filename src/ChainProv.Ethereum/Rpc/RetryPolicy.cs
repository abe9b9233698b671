using System.Security.Cryptography;

namespace ChainProv.Ethereum.Rpc;

/// <summary>Tries again after transient failures: waits double, each spread by half to either side so that clients do not return in step.</summary>
internal sealed class RetryPolicy(JsonRpcOptions options, TimeProvider time)
{
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, bool isRepeatable, CancellationToken cancellationToken)
    {
        for (int number = 1; ; number++)
        {
            try
            {
                return await attempt(cancellationToken).ConfigureAwait(false);
            }
            catch (EthereumException error) when (number < options.MaxAttempts && MayTryAgain(error, isRepeatable))
            {
                await Task.Delay(DelayAfter(number), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool MayTryAgain(EthereumException error, bool isRepeatable) => error switch
    {
        RpcUnreachableException unreachable => unreachable.IsTransient && (isRepeatable || unreachable.NothingWasDone),
        RpcErrorException refused => refused.Code == RpcErrorException.LimitExceeded,
        _ => false,
    };

    private TimeSpan DelayAfter(int attempt)
    {
        double doubled = options.FirstDelay.TotalMilliseconds * Math.Pow(2, attempt - 1);
        double spread = 0.5 + (RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20));
        return TimeSpan.FromMilliseconds(Math.Min(doubled * spread, options.MaxDelay.TotalMilliseconds));
    }
}
