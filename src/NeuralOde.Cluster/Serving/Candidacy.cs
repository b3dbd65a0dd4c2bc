using NeuralOde.Cluster.Brokers;
using NeuralOde.Runtime.Files;
using RabbitMQ.Client;

namespace NeuralOde.Cluster.Serving;

/// <summary>Decides which of a run's servers a node becomes: rather one whose checkpoints it has.</summary>
/// <param name="queues">The queues of the run.</param>
/// <param name="storeOf">The node's checkpoints of a server.</param>
/// <param name="gaveBack">Is told which server the node could have become, and had nothing of.</param>
internal sealed class Candidacy(RunQueues queues, Func<int, CheckpointStore> storeOf, Action<int> gaveBack)
{
    // So long a node waits for the server whose checkpoints it has before it takes any.
    private static readonly TimeSpan Loyalty = TimeSpan.FromSeconds(2);

    // So long a node that has nothing of a server leaves it to others: to whom it was, who may be starting again, or
    // to who has copies. Later it begins anew, which costs the time of the run and no bit.
    private static readonly TimeSpan Modesty = TimeSpan.FromSeconds(5);

    /// <summary>Waits until the node holds a server's baton.</summary>
    public async Task<(int Server, Baton Baton)> ClaimAsync(IConnection connection, CancellationToken lost)
    {
        var first = await ClaimKnownAsync(connection, lost) ?? await ClaimAnyAsync(connection, lost);
        if (!first.Baton.WasHeld || Knows(first.Server)) return first;
        await first.Baton.DisposeAsync();
        gaveBack(first.Server);
        await Task.Delay(Modesty, lost);
        return await ClaimKnownAsync(connection, lost) ?? await ClaimAnyAsync(connection, lost);
    }

    // Nothing when others hold what the node knows, or when it knows all or none.
    private async Task<(int Server, Baton Baton)?> ClaimKnownAsync(IConnection connection, CancellationToken lost)
    {
        var known = queues.Servers.Where(Knows).ToArray();
        if (known.Length == 0 || known.Length == queues.Servers.Count()) return null;
        using var brief = CancellationTokenSource.CreateLinkedTokenSource(lost);
        brief.CancelAfter(Loyalty);
        try
        {
            return await ClaimAsync(connection, known, brief.Token);
        }
        catch (OperationCanceledException) when (!lost.IsCancellationRequested)
        {
            return null;
        }
    }

    private Task<(int Server, Baton Baton)> ClaimAnyAsync(IConnection connection, CancellationToken lost) =>
        ClaimAsync(connection, [.. queues.Servers], lost);

    private async Task<(int Server, Baton Baton)> ClaimAsync(
        IConnection connection, int[] servers, CancellationToken lost)
    {
        var (which, baton) = await Baton.WaitAnyAsync(connection, servers.Select(queues.BatonOf), lost);
        return (servers[which], baton);
    }

    private bool Knows(int server) => storeOf(server).Newest() is CheckpointSearch.Found;
}
