using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Downloads;

/// <summary>Writes the file of everything.</summary>
internal sealed class DownloadWriter(Suite suite, SuiteState state, ZipArchive zip)
{
    private const int PageSize = 1000;

    /// <exception cref="UpstreamDownException">A service went away while its part was read.</exception>
    public static async Task WriteAsync(Suite suite, SuiteState state, Stream target)
    {
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        var writer = new DownloadWriter(suite, state, zip);
        await writer.ObservationsAsync();
        writer.Table("indicators", DownloadTables.Indicators, state.Catalog.Indicators.Select(i => DownloadTables.Row(i.Indicator)));
        writer.Table("releases", DownloadTables.Releases, state.Catalog.Releases.Select(r => DownloadTables.Row(r.Release)));
        writer.Table(
            "areas", DownloadTables.Areas, CodeLists.Areas.Values.OrderBy(a => a.Code, StringComparer.Ordinal).Select(DownloadTables.Row));
        writer.Package();
        writer.Text("README.zh.txt", DownloadTexts.Zh(state));
        writer.Text("README.en.txt", DownloadTexts.En(state));
    }

    private async Task ObservationsAsync()
    {
        using var csv = new CsvRows(Open("observations.csv"), DownloadTables.Observations, CsvDialect.Usual);
        var request = new QueryObservationsRequest
        {
            Selection = new() { DataVersion = state.Versions.Text },
            PageSize = PageSize,
            OmitReleases = true,
        };
        do
        {
            var page = await suite.Figures.QueryAsync(request, new RequestFaults(), CancellationToken.None);
            if (page.Response.Unavailable.Count > 0)
            {
                throw new UpstreamDownException(Array.IndexOf(ServiceOrder.Names, page.Response.Unavailable[0]));
            }

            foreach (var figure in page.Response.Observations)
            {
                csv.Row(DownloadTables.Row(figure, state.Catalog));
            }

            request.PageToken = page.Response.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    private void Table(string name, string[] columns, IEnumerable<string[]> rows)
    {
        using var csv = new CsvRows(Open(name + ".csv"), columns, CsvDialect.Usual);
        foreach (var row in rows)
        {
            csv.Row(row);
        }
    }

    private void Text(string name, string text)
    {
        using var entry = Open(name);
        entry.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>datapackage.json of Frictionless Data: the tables with their columns.</summary>
    private void Package()
    {
        using var entry = Open("datapackage.json");
        using var json = new Utf8JsonWriter(entry, new JsonWriterOptions { Indented = true, Encoder = Json.Encoder });
        json.WriteStartObject();
        json.WriteString("profile", "tabular-data-package");
        json.WriteString("name", "indicators");
        json.WriteString("title", "卫生指标 / Indicators");
        json.WriteString("version", state.Versions.Text);
        json.WriteString("created", state.ChangedAt);
        json.WriteStartArray("licenses");
        json.WriteStartObject();
        json.WriteString("name", "CC-BY-4.0");
        json.WriteString("title", "CC BY 4.0");
        json.WriteString("path", "https://creativecommons.org/licenses/by/4.0/");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("resources");
        Resource(
            json, "observations", DownloadTables.Observations, "", ("indicator", "indicators", "code"), ("area", "areas", "code"),
            ("release", "releases", "id"));
        Resource(json, "indicators", DownloadTables.Indicators, "code");
        Resource(json, "releases", DownloadTables.Releases, "id");
        Resource(json, "areas", DownloadTables.Areas, "code");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Resource(
        Utf8JsonWriter json, string name, string[] columns, string key, params (string Field, string Table, string Key)[] references)
    {
        json.WriteStartObject();
        json.WriteString("profile", "tabular-data-resource");
        json.WriteString("name", name);
        json.WriteString("path", name + ".csv");
        json.WriteString("format", "csv");
        json.WriteString("mediatype", "text/csv");
        json.WriteString("encoding", "utf-8");
        json.WriteStartObject("schema");
        json.WriteStartArray("fields");
        foreach (var column in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column);
            json.WriteString("type", TypeOf(column));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (key.Length > 0)
        {
            json.WriteString("primaryKey", key);
        }

        WriteReferences(json, references);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteReferences(Utf8JsonWriter json, (string Field, string Table, string Key)[] references)
    {
        json.WriteStartArray("foreignKeys");
        foreach (var (field, table, key) in references)
        {
            json.WriteStartObject();
            json.WriteString("fields", field);
            json.WriteStartObject("reference");
            json.WriteString("resource", table);
            json.WriteString("fields", key);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string TypeOf(string column) =>
        DownloadTables.Numbers.Contains(column) ? "number"
            : DownloadTables.Counts.Contains(column) ? "integer"
            : DownloadTables.Flags.Contains(column) ? "boolean"
            : "string";

    // The same version gives the same bytes, whenever it is made.
    private Stream Open(string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = DateTimeOffset.Parse(state.ChangedAt, CultureInfo.InvariantCulture);
        return entry.Open();
    }
}
