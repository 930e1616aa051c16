namespace Grpc.Protocol;

/// <summary>An exception and what caused it, in one line.</summary>
internal static class ExceptionText
{
    public static string Describe(Exception error)
    {
        var text = $"{error.GetType().Name}: {error.Message}";
        return error.InnerException is { } inner ? $"{text} {Describe(inner)}" : text;
    }
}
