using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;

namespace NeuralOde.Cluster.Following;

/// <summary>Puts the pieces of a result together. A server that died while it wrote its own may have left some:
/// those of one fence belong together.</summary>
/// <param name="servers">How many servers shared the parameters.</param>
internal sealed class ResultPieces(int servers)
{
    // A checkpoint is an array of bytes, which has less than 2 GiB.
    private const int MostPieces = int.MaxValue / ShardStore.PartBytes;

    private readonly Dictionary<Fence, ToFollower.Result> _results = [];
    private readonly Dictionary<(Fence Fence, int Server), ValueArray<byte>?[]> _pieces = [];

    /// <summary>The result, once its last piece came.</summary>
    public FollowedResult? Add(Fence fence, ToFollower letter)
    {
        switch (letter)
        {
            case ToFollower.Result result:
                _results[fence] = result;
                Put((fence, 0), (result.Part, result.Parts, result.Bytes));
                break;
            case ToFollower.RangeResult result:
                Put((fence, result.Server), (result.Part, result.Parts, result.Bytes));
                break;
            default:
                return null;
        }

        if (!_results.TryGetValue(fence, out var known)) return null;
        var whole = Enumerable.Range(0, servers).Select(server => WholeOf((fence, server))).ToArray();
        return whole.All(checkpoint => checkpoint is not null)
            ? new(known.Why, [.. whole.Select(checkpoint => checkpoint!.Value)])
            : null;
    }

    private void Put((Fence Fence, int Server) of, (int Part, int Parts, ValueArray<byte> Bytes) piece)
    {
        if (piece.Part < 0 || piece.Part >= piece.Parts || piece.Parts > MostPieces
            || piece.Bytes.Count > ShardStore.PartBytes || of.Server < 0 || of.Server >= servers)
        {
            return;
        }

        if (!_pieces.TryGetValue(of, out var pieces)) _pieces[of] = pieces = new ValueArray<byte>?[piece.Parts];
        if (pieces.Length == piece.Parts) pieces[piece.Part] = piece.Bytes;
    }

    private ValueArray<byte>? WholeOf((Fence Fence, int Server) of) =>
        _pieces.TryGetValue(of, out var pieces) && pieces.All(piece => piece is not null)
            ? [.. pieces.SelectMany(piece => piece!.Value)]
            : null;
}
