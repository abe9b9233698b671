namespace ChainProv.Cli.Framework;

/// <summary>What it means that a constraint of the release circuit does not hold.</summary>
internal static class BrokenConstraint
{
    private static readonly (string Part, string Meaning)[] Meanings =
    [
        ("/present", "a dataset lacks a tag that the policy requires"),
        ("/allowed", "a dataset has a licence that the policy does not allow"),
        ("has-a-licence", "a dataset has no licence"),
        ("certified-late-enough", "a dataset was certified before the policy's certifiedNotBefore"),
        ("not-expired", "a dataset's certification expires before the policy's validOn"),
        ("certified", "a dataset is not in the authority's tree: not certified, revoked, or its certificate is of another state of the tree"),
    ];

    public static string Explain(string constraint)
    {
        string meaning = Meanings.FirstOrDefault(pair => constraint.Contains(pair.Part, StringComparison.Ordinal)).Meaning ?? "the statement is false";
        return $"the release cannot be proved: {meaning} (constraint {constraint})";
    }
}
