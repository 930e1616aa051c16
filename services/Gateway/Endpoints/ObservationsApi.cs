using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using static Indicators.Gateway.Requests.Parameters;

namespace Indicators.Gateway.Endpoints;

/// <summary>The figures of the whole suite, as pages of JSON, files, or cubes.</summary>
internal static class ObservationsApi
{
    private static readonly Operation List = new(
        "listObservations", "/v1/observations", "Figures", "Observation", "Figures with their sources")
    {
        Parameters = [Indicator, Area, Period, Dimension, Kind, Latest, AsOf, Parameters.Version, UpdatedAfter, Change, Sort, Estimate, .. Paging, .. Numbering, .. Writing],
        Description = "Ordered by service, indicator, area, dimensions, period and kind. A code unknown among several is a warning beside "
            + "the data for the rest.",
        Example = "indicator=regional_medical_center_projects&area=CN&latest=1",
        ChecksMore = true,
        AlsoByPost = true,
    };

    private static readonly Operation CsvW = new(
        "getCsvMetadata", "/v1/observations.csv-metadata.json", "Figures", "CsvMetadata", "What the CSV of the same query holds, as CSVW")
    {
        Parameters = [.. List.Parameters.Except([Parameters.PageSize, Parameters.PageToken, Estimate, .. Numbering])],
        Description = "Metadata of tabular data (W3C) for the CSV that the same query gives, pinned to the data version of now.",
        Example = List.Example,
        ChecksMore = true,
        IsDocument = true,
    };

    private static readonly Operation Package = new(
        "getDataPackage", "/v1/observations/datapackage.json", "Figures", "DataPackage", "The CSV of the same query as a data package")
    {
        Parameters = CsvW.Parameters,
        Description = "Frictionless descriptor of the CSV that the same query gives, pinned to the data version of now: schema, licence "
            + "and every document that the rows name.",
        Example = List.Example,
        ChecksMore = true,
        IsDocument = true,
    };

    public static void MapObservations(this Routes routes)
    {
        routes.Get(List, Query);
        routes.Get(CsvW, DescribeAsync);
        routes.Get(Package, PackAsync);
    }

    private static async ValueTask<Answer> Query(Ask ask)
    {
        var format = Formats.Format.Of(ask.Arguments.One(Parameters.Format), ask.Http.Request.Headers.Accept);
        WritingChecks.Check(ask, format);
        var fields = FieldChoice.Read(ask);
        var selection = SelectionArguments.Read(ask.Arguments, ask.Faults);
        var paging = PageArguments.Read(ask.Arguments, ask.Faults);
        var request = new QueryObservationsRequest
        {
            Selection = selection,
            PageSize = paging.Size,
            PageToken = paging.Token,
            Offset = paging.Offset,
            OmitReleases = true,
        };
        if (ask.Arguments.One(Estimate) == "true" || HttpMethods.IsHead(ask.Http.Request.Method))
        {
            return await EstimateAsync(ask, request, format, fields);
        }

        return format.MostRows == 0 ? await PageAsync(ask, request, fields)
            : format.IsFile ? await FigureFile.AnswerAsync(ask, selection, format, fields)
            : await JsonStatAnswer.AnswerAsync(ask, selection);
    }

    // HEAD of a file has the headers of the file beside those of the estimate.
    private static async ValueTask<Answer> EstimateAsync(
        Ask ask, QueryObservationsRequest request, Formats.Format format, FieldChoice fields)
    {
        var estimate = await EstimateAnswer.OfAsync(ask, request);
        if (format.MostRows == 0 || !HttpMethods.IsHead(ask.Http.Request.Method) || ask.Arguments.One(Estimate) == "true")
        {
            return estimate;
        }

        estimate.Dispose();
        return format.IsFile
            ? await FigureFile.AnswerAsync(ask, request.Selection, format, fields)
            : await JsonStatAnswer.HeadAsync(ask, request.Selection);
    }

    private static async ValueTask<Answer> PageAsync(Ask ask, QueryObservationsRequest request, FieldChoice fields)
    {
        if (HeldPage(ask) is { } held)
        {
            return held;
        }

        var page = await ask.Suite.Figures.QueryAsync(request, ask.Faults, ask.Cancellation);
        var encoded = page.Encoded;
        ask.State = page.State;
        if (fields.IsAll)
        {
            return ask.Page(page.Versions, encoded.NextPageToken, page.Write, encoded.Warnings, encoded.Unavailable);
        }

        var texts = new FigureTexts(page.State.Catalog);
        return ask.Page(
            page.Versions, page.Response.Observations, [], encoded.NextPageToken, (rows, figure) =>
                fields.Write(rows, texts, figure), encoded.Warnings, encoded.Unavailable);
    }

    // The first page of the newest version is made from the versions that are known already: who has it by its tag need not wait for a
    // query. Who asks again and again is answered from memory, so then it is made once.
    private static Answer? HeldPage(Ask ask)
    {
        if (ask.Faults.Any
            || HttpMethods.IsPost(ask.Http.Request.Method)
            || ask.PageToken.Length > 0
            || ask.Arguments.One(Parameters.Version).Length > 0)
        {
            return null;
        }

        var answer = new Answer(null, ask.State.Versions) { Variant = ask.Variant, Language = ask.Columns.Language };
        return AnswerWriter.IsHeld(ask, answer) && (RestFront.KeyOf(ask.Http) is not { } key || !ask.Suite.Cache.Wants(key, 0))
            ? answer
            : null;
    }

    private static async ValueTask<Answer> DescribeAsync(Ask ask)
    {
        var (stream, fields) = await OpenAsync(ask);
        return CsvMetadata.Answer(ask, stream, fields);
    }

    private static async ValueTask<Answer> PackAsync(Ask ask)
    {
        var (stream, fields) = await OpenAsync(ask);
        return await DataPackage.AnswerAsync(ask, stream, fields);
    }

    private static async ValueTask<(SuiteStream Stream, FieldChoice Fields)> OpenAsync(Ask ask)
    {
        var format = ask.Arguments.One(Parameters.Format);
        WritingChecks.Check(ask, Formats.Format.Of(format.Length > 0 ? format : Formats.Format.Csv.Name, default));
        WritingChecks.OnlyCsv(ask, format);
        var fields = FieldChoice.Read(ask);
        var stream = await SuiteStream.OpenAsync(
            ask.Suite, SelectionArguments.Read(ask.Arguments, ask.Faults), ask.Faults, ask.Cancellation);
        ask.State = stream.State;
        return (stream, fields);
    }
}
