using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Formats;

/// <summary>A selection as one JSON-stat dataset.</summary>
internal static class JsonStatAnswer
{
    public static async ValueTask<Answer> AnswerAsync(Ask ask, ObservationSelection selection)
    {
        var stream = await SuiteStream.OpenAsync(ask.Suite, selection, ask.Faults, ask.Cancellation);
        ask.State = stream.State;
        var held = Make(null, ask, stream);
        if (AnswerWriter.IsHeld(ask, held))
        {
            return held;
        }

        var texts = new FigureTexts(stream.State.Catalog);
        var cube = new JsonStatCube(ask, texts);
        await stream.CopyWholeAsync(cube, ask.Cancellation);
        cube.Finish();
        var rows = RowWriter.Rent(ask.Columns, stream.State.Catalog, texts.Stated);
        new JsonStatWriter(rows, cube, texts).Write(
            $"{ask.Http.Request.Path}?{QueryAddress.Pinned(ask, stream.Versions, Format.JsonStat)}", stream, ask);
        return Make(rows, ask, stream);
    }

    /// <summary>The headers alone.</summary>
    public static async ValueTask<Answer> HeadAsync(Ask ask, ObservationSelection selection)
    {
        var stream = await SuiteStream.OpenAsync(ask.Suite, selection, ask.Faults, ask.Cancellation);
        ask.State = stream.State;
        return Make(null, ask, stream);
    }

    private static Answer Make(RowWriter? rows, Ask ask, SuiteStream stream) => new(rows, stream.Versions)
    {
        Variant = $"{Format.JsonStat.Name}, {ask.Variant}",
        IsPinned = ask.Arguments.One(Parameters.Version).Length > 0,
        Names = stream.State.Versions.Text,
        ContentType = Format.JsonStat.ContentType,
        IsForeign = true,
        Language = ask.Columns.Language,
        IsOneOff = HttpMethods.IsPost(ask.Http.Request.Method),
    };
}
