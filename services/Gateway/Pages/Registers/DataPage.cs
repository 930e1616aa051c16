using System.Text;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>A page of rows that were read of the services.</summary>
internal abstract class DataPage : PageModel
{
    /// <summary>Names of what the rows name by code.</summary>
    public required Catalog Catalog { get; init; }

    /// <summary>What the parameters are, as they were asked.</summary>
    public required Arguments Arguments { get; init; }

    /// <summary>Address of the next page; "" on the last.</summary>
    public string Next { get; init; } = "";

    /// <summary>Address of the first page; "" on it.</summary>
    public string First { get; init; } = "";

    /// <summary>A page of one or more services, all of one version each.</summary>
    public static async ValueTask<DataPage<T>> ReadAsync<T>(
        Ask ask, LocalizedText title, LocalizedText description, string section, Func<Reading, ValueTask<T>> read, Func<T, string> nextToken)
    {
        var (rows, reading) = await Reading.WholeAsync(ask, read);
        return Of(ask, title, description, section, rows, nextToken(rows), reading.Versions, reading.Unavailable);
    }

    /// <summary>A page of what was answered already.</summary>
    public static DataPage<T> Of<T>(
        Ask ask, LocalizedText title, LocalizedText description, string section, T rows, string nextToken, VersionVector versions,
        IReadOnlyList<string> unavailable, int status = StatusCodes.Status200OK) => new()
        {
            Title = title,
            Description = description,
            Section = section,
            Versions = versions,
            Unavailable = unavailable,
            Day = ask.Day,
            Status = status,
            Rows = rows,
            Catalog = ask.State.Catalog,
            Arguments = ask.Arguments,
            Next = nextToken.Length > 0 ? Address(ask, nextToken) : "",
            First = ask.PageToken.Length > 0 ? Address(ask, "") : "",
        };

    private static string Address(Ask ask, string token)
    {
        var query = ask.Arguments.Write(new StringBuilder(), Parameters.PageToken, PageRoutes.Lang);
        if (token.Length > 0)
        {
            query.Append(query.Length > 0 ? "&" : "").Append("pageToken=").Append(token);
        }

        return query.Length > 0 ? $"{ask.Http.Request.Path}?{query}" : ask.Http.Request.Path.Value!;
    }
}

/// <summary>A page of one sort of rows.</summary>
internal sealed class DataPage<T> : DataPage
{
    /// <summary>What is shown.</summary>
    public required T Rows { get; init; }
}
