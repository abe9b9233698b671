using ChainProv.Prover.Jobs;
using ChainProv.Prover.Tests.Simulation;

namespace ChainProv.Prover.Tests;

public sealed class ExactlyOnceTests
{
    private const string Name = "a release";

    /// <summary>What becomes of the pool while the prover is dead.</summary>
    public enum Meanwhile
    {
        MinedAtOnce,
        MinedWhileDead,
        StillWaiting,
        ForgottenByTheNode,
    }

    [Theory]
    [InlineData(Meanwhile.MinedAtOnce)]
    [InlineData(Meanwhile.MinedWhileDead)]
    [InlineData(Meanwhile.StillWaiting)]
    [InlineData(Meanwhile.ForgottenByTheNode)]
    public async Task A_prover_killed_at_any_point_anchors_the_release_with_one_transaction(Meanwhile meanwhile)
    {
        int points = 0;
        while (await CrashesAsync(meanwhile, points))
            points++;
        points.Should().BeGreaterThan(20, "every call through a seam is two points");
    }

    [Fact]
    public async Task A_prover_killed_again_while_it_recovers_anchors_the_release_with_one_transaction()
    {
        for (int first = 0; first < 30; first += 3)
        {
            for (int second = 0; await CrashesAsync(Meanwhile.MinedAtOnce, first, second); second += 2)
            {
            }
        }
    }

    /// <summary>Runs a job through crashes at the given points, one a process, and checks the end; false if the last crash never came.</summary>
    private static async Task<bool> CrashesAsync(Meanwhile meanwhile, params int[] points)
    {
        using TemporaryFolder folder = new();
        FakeChain chain = new() { AutoMine = meanwhile == Meanwhile.MinedAtOnce };
        bool crashed = true;
        foreach (int point in points)
        {
            crashed = await RunUntilCrashAsync(folder, chain, point);
            if (meanwhile == Meanwhile.MinedWhileDead)
                chain.Mine();
            if (meanwhile == Meanwhile.ForgottenByTheNode)
                chain.LosePool();
        }
        chain.AutoMine = meanwhile != Meanwhile.StillWaiting;

        await using ProverInstance last = await ProverInstance.StartAsync(folder.Database, new FakeAnchor(chain), new FakeProver());
        Job job = await last.SubmitAsync(Name); // the client may have had no answer, and asks again
        await last.WaitForAsync(job.Id, found => found.State is JobState.Anchoring or JobState.Anchored);
        await Watchdog.UntilAsync(() => chain.PendingNonce > 0);
        chain.Mine();
        Job ended = await last.WaitForEndAsync(job.Id);
        string at = $"killed at {string.Join(", ", points)}";
        ended.State.Should().Be(JobState.Anchored, at);
        chain.Mined.Should().ContainSingle(at).Which.Hash.Should().Be(ended.Transaction!.Value, at);
        return crashed;
    }

    private static async Task<bool> RunUntilCrashAsync(TemporaryFolder folder, FakeChain chain, int point)
    {
        CrashPlan plan = new(point);
        try
        {
            await using ProverInstance instance = await ProverInstance.StartAsync(folder.Database, new FakeAnchor(chain), new FakeProver(), plan);
            Job job = await instance.SubmitAsync(Name);
            Task<Job> ended = chain.AutoMine ? instance.WaitForEndAsync(job.Id) : instance.WaitForAsync(job.Id, found => found.State == JobState.Anchoring && chain.Pool.Count > 0);
            await Task.WhenAny(ended, plan.Crashed);
            if (!plan.Crashed.IsCompleted)
                await ended;
        }
        catch (SimulatedCrashException)
        {
            // Before the service had started, or before the client had its answer.
        }
        return plan.Crashed.IsCompleted;
    }
}
