namespace ChainProv.Cli.Framework;

/// <summary>What it means that a constraint of a statement's circuit does not hold.</summary>
internal static class BrokenConstraint
{
    private static readonly (string Part, string Meaning)[] Meanings =
    [
        ("/present", "a dataset lacks a tag that the policy requires"),
        ("/allowed", "a dataset has a licence that the policy does not allow"),
        ("has-a-licence", "a dataset has no licence"),
        ("certified-late-enough", "a dataset was certified before the policy's certifiedNotBefore"),
        ("not-expired", "a dataset's certification expires before the policy's validOn"),
        ("cosigned", "the authority's tree has no leaf that vouches for this model and dataset: not published yet, revoked, or of another state of the tree"),
        ("certified", "a dataset is not in the authority's tree: not certified, revoked, or its certificate is of another state of the tree"),
    ];

    public static string Explain(string constraint)
    {
        string meaning = Meanings.FirstOrDefault(pair => constraint.Contains(pair.Part, StringComparison.Ordinal)).Meaning ?? "the statement is false";
        return $"it cannot be proved: {meaning} (constraint {constraint})";
    }
}
