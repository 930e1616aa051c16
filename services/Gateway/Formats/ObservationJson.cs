using System.Text.Json;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>A figure as a flat row, with the documents that state it.</summary>
internal static class ObservationJson
{
    private static readonly JsonEncodedText IndicatorName = Json.Encode("indicator");
    private static readonly TextColumns Name = new("name");
    private static readonly JsonEncodedText Service = Json.Encode("service");
    private static readonly JsonEncodedText Period = Json.Encode("period");
    private static readonly JsonEncodedText PeriodStart = Json.Encode("periodStart");
    private static readonly JsonEncodedText PeriodEnd = Json.Encode("periodEnd");
    private static readonly JsonEncodedText FrequencyName = Json.Encode("frequency");
    private static readonly JsonEncodedText KindName = Json.Encode("kind");
    private static readonly JsonEncodedText Value = Json.Encode("value");
    private static readonly JsonEncodedText Unit = Json.Encode("unit");
    private static readonly TextColumns UnitText = new("unit");
    private static readonly JsonEncodedText QualifierName = Json.Encode("qualifier");
    private static readonly JsonEncodedText StatusName = Json.Encode("status");
    private static readonly JsonEncodedText PublishedValue = Json.Encode("publishedValue");
    private static readonly JsonEncodedText PublishedUnit = Json.Encode("publishedUnit");
    private static readonly TextColumns Note = new("note");
    private static readonly JsonEncodedText KnownFrom = Json.Encode("knownFrom");
    private static readonly JsonEncodedText KnownUntil = Json.Encode("knownUntil");
    private static readonly JsonEncodedText Revision = Json.Encode("revision");
    private static readonly JsonEncodedText SeriesBreak = Json.Encode("seriesBreak");
    private static readonly JsonEncodedText ChangeName = Json.Encode("change");
    private static readonly JsonEncodedText ChangePercent = Json.Encode("changePercent");
    private static readonly JsonEncodedText ChangeFrom = Json.Encode("changeFrom");
    private static readonly JsonEncodedText AlsoStatedBy = Json.Encode("alsoStatedBy");
    private static readonly JsonEncodedText Alternatives = Json.Encode("alternatives");

    /// <summary>The cells of a row, inside an object that the caller opens and closes.</summary>
    public static void Write(RowWriter rows, Observation observation)
    {
        var json = rows.Json;
        var indicator = rows.Catalog.IndicatorsByCode.GetValueOrDefault(observation.Indicator);
        rows.Code(IndicatorName, observation.Indicator);
        rows.Name(Name, indicator?.Name ?? EncodedText.Empty);
        json.WriteString(Service, indicator?.ServiceName ?? default);
        AreaJson.WriteCells(rows, observation.Area);
        json.WriteString(Period, observation.Period.Code);
        json.WriteString(PeriodStart, observation.Period.Start);
        json.WriteString(PeriodEnd, observation.Period.End);
        json.WriteString(FrequencyName, Enums.Frequencies.Encoded(observation.Period.Frequency));
        DimensionsJson.Write(rows, observation.Dimensions);
        json.WriteString(KindName, Enums.Kinds.Encoded(observation.Kind));
        rows.Decimal(Value, observation.Value);
        rows.Code(Unit, observation.Unit);
        rows.Name(UnitText, EncodedCodes.Units.GetValueOrDefault(observation.Unit) ?? EncodedText.Empty);
        json.WriteString(QualifierName, Enums.Qualifiers.Encoded(observation.Qualifier));
        json.WriteString(StatusName, Enums.Statuses.Encoded(observation.Status));
        json.WriteString(PublishedValue, observation.PublishedValue);
        json.WriteString(PublishedUnit, observation.PublishedUnit);
        rows.Text(Note, observation.Note);
        json.WriteString(KnownFrom, observation.KnownFrom);
        json.WriteString(KnownUntil, observation.KnownUntil);
        json.WriteNumber(Revision, observation.Revision);
        json.WriteBoolean(SeriesBreak, observation.SeriesBreak);
        if (rows.Columns.Change)
        {
            rows.Decimal(ChangeName, observation.Change?.Absolute ?? "");
            rows.Decimal(ChangePercent, observation.Change?.Percent ?? "");
            json.WriteString(ChangeFrom, observation.Change?.From);
        }

        SourceJson.Write(rows, SourceJson.Name, observation.Source);
        WriteSame(rows, observation);
        WriteAlternatives(rows, observation);
    }

    /// <summary>A row inside another one; null where there is none.</summary>
    public static void WriteMember(RowWriter rows, JsonEncodedText column, Observation? observation)
    {
        rows.Json.WritePropertyName(column);
        if (observation is null)
        {
            rows.Json.WriteNullValue();
        }
        else
        {
            WriteValue(rows, observation);
        }
    }

    /// <summary>A row as an object.</summary>
    public static void WriteValue(RowWriter rows, Observation observation)
    {
        rows.Json.WriteStartObject();
        Write(rows, observation);
        rows.Json.WriteEndObject();
    }

    /// <summary>The documents that state the same.</summary>
    public static void WriteSame(RowWriter rows, Observation observation)
    {
        var json = rows.Json;
        json.WriteStartArray(AlsoStatedBy);
        for (var i = 0; i < observation.AlsoStated.Count; i++)
        {
            var same = observation.AlsoStated[i];
            json.WriteStartObject();
            SourceJson.WriteCells(rows, same.Source);
            WriteStated(rows, same);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The documents that state another number.</summary>
    public static void WriteAlternatives(RowWriter rows, Observation observation)
    {
        var json = rows.Json;
        json.WriteStartArray(Alternatives);
        for (var i = 0; i < observation.Alternatives.Count; i++)
        {
            var other = observation.Alternatives[i];
            json.WriteStartObject();
            WriteStated(rows, other);
            SourceJson.Write(rows, SourceJson.Name, other.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStated(RowWriter rows, Statement other)
    {
        rows.Decimal(Value, other.Value);
        rows.Json.WriteString(QualifierName, Enums.Qualifiers.Encoded(other.Qualifier));
        rows.Json.WriteString(PublishedValue, other.PublishedValue);
        rows.Json.WriteString(PublishedUnit, other.PublishedUnit);
    }
}
