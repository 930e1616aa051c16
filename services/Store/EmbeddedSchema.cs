namespace Indicators.Store;

/// <summary>Reads the `schema.sql` that a service compiles in.</summary>
public static class EmbeddedSchema
{
    /// <summary>The text of `schema.sql` in the assembly of a type.</summary>
    public static string Read(Type owner)
    {
        using var stream = owner.Assembly.GetManifestResourceStream("schema.sql")
            ?? throw new InvalidOperationException($"{owner.Assembly.GetName().Name} compiles in no schema.sql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
