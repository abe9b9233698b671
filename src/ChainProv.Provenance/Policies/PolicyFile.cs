using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Manifests;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Policies;

/// <summary>Reads <c>policy.json</c>: <c>requiredTags</c> (may be absent), <c>allowedLicences</c>, <c>certifiedNotBefore</c>, <c>validOn</c>.</summary>
public static class PolicyFile
{
    private const int MaxBytes = 1 << 16;

    private static readonly string[] Known = ["requiredTags", "allowedLicences", "certifiedNotBefore", "validOn"];

    /// <exception cref="InputException">The file is missing, not strict JSON, or a field is wrong; the message names it.</exception>
    public static ReleasePolicy Read(string path) => Parse(InputFile.ReadAll(path, MaxBytes), path);

    /// <summary>Parses a policy file's content; <paramref name="file"/> names it in messages.</summary>
    /// <exception cref="InputException">As <see cref="Read"/>.</exception>
    public static ReleasePolicy Parse(ReadOnlyMemory<byte> content, string file)
    {
        using JsonDocument document = StrictJson.ParseFile(content, file);
        JsonElement policy = document.RootElement;
        if (policy.ValueKind != JsonValueKind.Object) throw new InputException(file, null, "a policy is a JSON object");
        foreach (JsonProperty property in policy.EnumerateObject())
            if (!Known.Contains(property.Name))
                throw new InputException(file, $"$.{property.Name}", $"is no field of a policy; there are {string.Join(", ", Known)}");

        ImmutableArray<string> licences = Texts(policy, "allowedLicences", file, ReleaseFormat.PolicyLicences, Licence);
        if (licences.IsEmpty) throw new InputException(file, "$.allowedLicences", "at least one licence must be allowed");
        return new ReleasePolicy(
            policy.TryGetProperty("requiredTags", out _) ? Texts(policy, "requiredTags", file, ReleaseFormat.PolicyTags, Tag) : [],
            licences,
            Date(policy, "certifiedNotBefore", file),
            Date(policy, "validOn", file));
    }

    /// <summary>The policy's words in the RFC 8785 form.</summary>
    public static byte[] Canonical(ReleasePolicy policy) => CanonicalJson.Bytes(JsonSerializer.SerializeToElement(policy, JsonFile.Options));

    private static ImmutableArray<string> Texts(JsonElement policy, string name, string file, int limit, Func<string, string> check)
    {
        if (!policy.TryGetProperty(name, out JsonElement list)) throw new InputException(file, $"$.{name}", "is missing");
        if (list.ValueKind != JsonValueKind.Array) throw new InputException(file, $"$.{name}", "a list of texts is needed");
        if (list.GetArrayLength() > limit) throw new InputException(file, $"$.{name}", $"has {list.GetArrayLength()} entries; there is room for {limit}");
        SortedSet<string> texts = new(StringComparer.Ordinal);
        int index = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            string place = $"$.{name}[{index++}]";
            if (item.ValueKind != JsonValueKind.String) throw new InputException(file, place, "a text is needed");
            string text = Checked(item.GetString()!, check, file, place);
            if (!texts.Add(text)) throw new InputException(file, place, $"{Unicode.Quote(text)} stands twice");
        }

        return [.. texts];
    }

    private static string Checked(string text, Func<string, string> check, string file, string place)
    {
        try
        {
            return check(text);
        }
        catch (FormatException exception)
        {
            throw new InputException(file, place, exception.Message, exception);
        }
    }

    private static string Tag(string text) => TagText.Problem(text) is { } problem ? throw new FormatException(problem) : text;

    private static string Licence(string text) => LicenceSet.Of([text]).Text;

    private static DateOnly Date(JsonElement policy, string name, string file)
    {
        string? text = policy.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) || date.Year < 1970)
            throw new InputException(file, $"$.{name}", "a date as YYYY-MM-DD, not before 1970, is needed");
        return date;
    }
}
