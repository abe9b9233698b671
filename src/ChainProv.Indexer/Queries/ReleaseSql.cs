namespace ChainProv.Indexer.Queries;

/// <summary>The registry's rules about releases, as SQL: the one place where the index says what a release's standing is at a block.</summary>
internal static class ReleaseSql
{
    /// <summary>Every release anchored up to block <c>@block</c>, as it stands then, on day <c>@day</c> (since 1970-01-01).</summary>
    /// <remarks>A release is proven if its authority is recognised and has published no revocation since its root, its date is not past and it is not revoked.</remarks>
    public const string Standing = """
        (SELECT s.*, (s.recognised AND NOT s.superseded AND NOT s.expired AND NOT s.revoked) AS proven FROM
          (SELECT r.block_number, r.log_index, r.release_id, r.model_digest, r.publisher, r.authority_id, r.authority_root, r.model_commitment,
                  r.base_digest, r.weights_digest, r.base_weights_digest, r.hyper_parameters_digest, r.policy_digest, r.valid_on, r.slots, r.revision,
                  r.training_link, r.setup, r.circuit_digest, r.key_digest, r.proof_digest, r.file_list_valid, e.transaction_hash, b.hash AS block_hash, b.timestamp,
                  COALESCE((SELECT a.recognised FROM recognitions a WHERE a.authority_id = r.authority_id AND a.block_number <= @block
                            ORDER BY a.block_number DESC, a.log_index DESC LIMIT 1), FALSE) AS recognised,
                  EXISTS (SELECT 1 FROM roots t WHERE t.authority_id = r.authority_id AND t.revision > r.revision AND t.revokes
                          AND t.block_number <= @block) AS superseded,
                  (r.valid_on < @day) AS expired,
                  EXISTS (SELECT 1 FROM release_revocations v WHERE v.release_id = r.release_id AND v.block_number <= @block) AS revoked
           FROM releases r
           JOIN events e ON e.block_number = r.block_number AND e.log_index = r.log_index
           JOIN blocks b ON b.number = r.block_number
           WHERE r.block_number <= @block) s)
        """;

    /// <summary>The id of the release of model <c>@model</c> that spoke first, or took the place of one that held no more (Standings.sol, <c>Roll.first</c>).</summary>
    public const string First = """
        SELECT release_id FROM model_answers WHERE model_digest = @model AND block_number <= @block
        ORDER BY block_number DESC, log_index DESC LIMIT 1
        """;

    /// <summary>The release that speaks for model <c>@model</c> at block <c>@block</c>: that one, but the newest if that holds and the first does not.</summary>
    public const string Speaker = $"""
        SELECT x.* FROM {Standing} x
        WHERE x.release_id IN (({First}), ({Newest}))
        ORDER BY x.proven DESC, x.release_id = ({First}) DESC LIMIT 1
        """;

    private const string Newest = """
        SELECT release_id FROM releases WHERE model_digest = @model AND block_number <= @block
        ORDER BY block_number DESC, log_index DESC LIMIT 1
        """;
}
