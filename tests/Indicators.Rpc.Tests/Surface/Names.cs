namespace Indicators.Rpc.Tests.Surface;

/// <summary>Types as C# names them: with their type arguments, without the namespaces that say nothing here.</summary>
internal static class Names
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(int)] = "int", [typeof(long)] = "long",
        [typeof(double)] = "double", [typeof(string)] = "string", [typeof(object)] = "object"
    };

    public static string Of(Type type)
    {
        if (Words.TryGetValue(type, out var word))
        {
            return word;
        }

        if (type.IsByRef)
        {
            return Of(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[]";
        }

        return type.IsGenericParameter ? type.Name : Nullable.GetUnderlyingType(type) is { } value ? $"{Of(value)}?" : Whole(type);
    }

    public static string Arguments(Type[] arguments) => arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(Of))}>";

    private static string Whole(Type type)
    {
        var own = type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).ToArray();
        var prefix = type.DeclaringType is { } outer ? $"{Of(outer)}." : type.Namespace!.StartsWith("Grpc", StringComparison.Ordinal) ? $"{type.Namespace}." : "";
        return $"{prefix}{type.Name.Split('`')[0]}{Arguments(own)}";
    }
}
