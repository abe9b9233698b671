using ChainProv.Prover.Api;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChainProv.Prover.Hosting;

/// <summary>Ends a service that listens where other machines reach it and asks for no token. Until then <see cref="AccessFilter"/> lets none of them in.</summary>
internal sealed class ListenGuard(AccessRule rule, IServiceProvider services) : IHostedLifecycleService
{
    /// <exception cref="ProverException">The service listens at such an address.</exception>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        ICollection<string> addresses = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (!rule.AllowsRemote && addresses.FirstOrDefault(address => !IsLoopback(address)) is string open)
            throw new ProverException($"the prover listens at {open}, which other machines reach, and asks for no token: set {ProverOptions.Section}:TokenFile, "
                + $"or {ProverOptions.Section}:AllowAnonymousRemote if anyone there may submit jobs and spend the account's coin");
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsLoopback(string address) => AccessRule.IsLoopback(BindingHost(address));

    /// <summary>Of <c>http://[::]:80</c> or <c>http://+:80</c>, which no <see cref="Uri"/> reads.</summary>
    private static string BindingHost(string address)
    {
        string afterScheme = address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..];
        int port = afterScheme.LastIndexOf(':');
        return (port < 0 ? afterScheme : afterScheme[..port]).Trim('[', ']', '/');
    }
}
