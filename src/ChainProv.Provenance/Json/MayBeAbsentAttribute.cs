using System.Text.Json.Serialization.Metadata;

namespace ChainProv.Provenance.Json;

/// <summary>A property that a file may lack, which then is null: all others must be there, null or not.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MayBeAbsentAttribute : Attribute
{
    /// <summary>For a resolver of <see cref="JsonFile.Options"/>.</summary>
    public static void Apply(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
            if (property.AttributeProvider?.IsDefined(typeof(MayBeAbsentAttribute), inherit: false) is true) property.IsRequired = false;
    }
}
