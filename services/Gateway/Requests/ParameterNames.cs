using System.Text.Json;
using Indicators.Contracts;
using Indicators.Data.V1;

namespace Indicators.Gateway.Requests;

/// <summary>The names of REST for the fields of the gRPC messages.</summary>
internal static class ParameterNames
{
    private const string DimensionField = "dimensions.";

    public static ErrorFields Rename(ErrorFields error, Operation operation) => error with
    {
        Parameter = Of(error.Parameter, operation),
        Hint = error.Code == "unknown_dimension" ? Of(error.Hint, operation) : error.Hint,
    };

    public static Warning Rename(Warning warning, Operation operation)
    {
        warning.Parameter = Of(warning.Parameter, operation);
        return warning;
    }

    private static string Of(string field, Operation operation)
    {
        if (field.StartsWith(DimensionField, StringComparison.Ordinal))
        {
            return Parameters.Dimension.Name + field[DimensionField.Length..];
        }

        foreach (var parameter in operation.Parameters)
        {
            if (field == parameter.Name || field == parameter.Field)
            {
                return parameter.Name.TrimEnd('.');
            }
        }

        return field.Contains('_') ? JsonNamingPolicy.CamelCase.ConvertName(string.Concat(field.Split('_').Select((w, i) => i == 0 || w.Length == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]))) : field;
    }
}
