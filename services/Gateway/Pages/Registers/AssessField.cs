using System.Globalization;
using Indicators.Contracts;
using Indicators.Gateway.Requests;
using Indicators.Reforms.V1;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>One field of the assessment form: how it is asked for, checked and handed on. What is left blank is unknown, never zero.</summary>
/// <param name="Name">Name in the address: the member of the REST body; the grades of performance have one for each year.</param>
/// <param name="Label">What is asked for.</param>
/// <param name="Hint">Unit, bounds and what counts.</param>
/// <param name="Set">Hands a checked value on.</param>
internal sealed record AssessField(string Name, LocalizedText Label, LocalizedText Hint, Action<AssessMultiCampusRequest, string> Set)
{
    /// <summary>The only values with their names; empty: a number.</summary>
    public IReadOnlyList<(string Value, LocalizedText Name)> Choices { get; init; } = [];

    /// <summary>Largest number; decimals are taken unless it counts.</summary>
    public int Most { get; init; }

    /// <summary>It counts something: whole numbers alone.</summary>
    public bool IsCount { get; init; }

    /// <summary>Unit behind the number.</summary>
    public LocalizedText Unit { get; init; } = new();

    /// <summary>Id of its control on the page.</summary>
    public string Id => "f-" + Name.Replace('.', '-');

    /// <summary>Field of the request message, by which the service names it.</summary>
    public string RequestField { get; init; } = "";

    /// <summary>As a parameter of the address.</summary>
    public Parameter ToParameter() => new(Name, Label.En)
    {
        MayBeEmpty = true,
        Choices = [.. Choices.Select(c => c.Value)],
        Number = IsCount ? (0, Most) : null,
        Field = RequestField,
        Example = Choices.Count > 0 ? Choices[0].Value : "0",
    };

    /// <summary>Holds a number against its bounds; choices and counts are held against their parameter.</summary>
    public void Check(string value, RequestFaults faults)
    {
        if (Choices.Count > 0 || IsCount || TryRead(value, out var number) && number >= 0 && number <= Most)
        {
            return;
        }

        // With its unit it was meant as that number.
        var nearest = TryRead(value.TrimEnd('%', '％', ' '), out number) ? Math.Clamp(number, 0, Most).ToString(CultureInfo.InvariantCulture) : "";
        faults.Add("invalid_value", Name, value, $"须是0至{Most}的数。", $"This must be a number from 0 to {Most}.", nearest);
    }

    private static bool TryRead(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
}
