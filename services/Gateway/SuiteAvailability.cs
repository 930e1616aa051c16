using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway;

/// <summary>Which combinations hold figures, over all services: each counts its own part, and the parts are added up.</summary>
internal static class SuiteAvailability
{
    public static async ValueTask<(GetAvailabilityResponse Response, VersionVector Versions)> ReadAsync(
        Suite suite, GetAvailabilityRequest request, RequestFaults faults, CancellationToken cancellation)
    {
        var state = suite.Versions.Current;
        var asked = request.Selection ?? new ObservationSelection();
        var size = SuiteFigures.Size(request.PageSize, faults);
        suite.Figures.NotAfterToday(asked, faults);
        var query = new GetAvailabilityRequest { Selection = asked, IncludeAddable = request.IncludeAddable };
        var token = SuiteFigures.Token(request.PageToken, query, faults);
        var pin = token is null
            ? await suite.Figures.PinAsync(asked.DataVersion, state, faults, cancellation)
            : VersionVector.Of(token.Versions);
        var page = new AvailabilityPage(SuiteSelection.Read(asked, state.Catalog, faults), query, token, pin ?? state.Versions, size);
        for (var service = 0; service < ServiceOrder.Count; service++)
        {
            await page.AddAsync(suite.Upstreams[service], cancellation);
        }

        return page.Finish();
    }
}

/// <summary>A page of series while it grows from service to service, with the counts of all of them.</summary>
internal sealed class AvailabilityPage(
    SuiteSelection selection, GetAvailabilityRequest query, PageToken? token, VersionVector versions, int size)
{
    private readonly GetAvailabilityResponse page = new() { Warnings = { selection.Warnings } };
    private readonly SortedDictionary<string, SortedDictionary<string, AvailableValue>> components = new(StringComparer.Ordinal);
    private readonly HashSet<int> missing = [.. selection.Untold];
    private PageToken? next;
    private bool wasAnswered;

    public async ValueTask AddAsync(Upstream upstream, CancellationToken cancellation)
    {
        var service = upstream.Index;
        var own = selection.Of(service);
        var part = own ?? Foreign();
        if (part is null)
        {
            return;
        }

        if (versions[service].Length == 0)
        {
            missing.Add(service);
            return;
        }

        part = part.Clone();
        part.DataVersion = versions[service];
        var left = size - page.Series.Count;
        var request = new GetAvailabilityRequest
        {
            Selection = part, IncludeAddable = query.IncludeAddable && own is not null, PageSize = Math.Max(left, 1), PageToken = service == token?.Service ? token.Upstream : "",
        };
        try
        {
            var answer = await upstream.CallAsync(upstream.Data.GetAvailabilityAsync, request, cancellation);
            wasAnswered = true;
            AddValues(answer, own is null);
            if (own is not null)
            {
                AddSeries(answer, service, left);
            }
        }
        catch (UpstreamDownException down) when (!down.IsBusy)
        {
            missing.Add(service);
        }
    }

    /// <summary>Nothing more is added.</summary>
    /// <exception cref="UpstreamDownException">No service that was needed answered.</exception>
    public (GetAvailabilityResponse Response, VersionVector Versions) Finish()
    {
        if (!wasAnswered && missing.Count > 0)
        {
            throw new UpstreamDownException(missing.First());
        }

        string[] used = [.. Enumerable.Range(0, ServiceOrder.Count).Select(s => missing.Contains(s) ? "" : versions[s])];
        var vector = VersionVector.Of(used);
        page.DataVersion = vector.Text;
        page.NextPageToken = next is null ? "" : (next with { Versions = used }).Write(query);
        page.Unavailable.AddRange(missing.Order().Select(s => ServiceOrder.Names[s]));
        foreach (var (name, values) in components)
        {
            SetWithout(name, values);
            page.Components.Add(new AvailableComponent { Name = name, Values = { values.Values } });
        }

        return (page, vector);
    }

    // A service that owns none of the indicators still tells which of its own would add figures.
    private ObservationSelection? Foreign()
    {
        var selected = query.Selection;
        if (!query.IncludeAddable || selected.Indicators.Count == 0)
        {
            return null;
        }

        var wider = Enumerable.Range(0, ServiceOrder.Count).Select(selection.Of).FirstOrDefault(s => s is not null)?.Clone();
        wider?.Indicators.Clear();
        return wider;
    }

    private void AddSeries(GetAvailabilityResponse answer, int service, int left)
    {
        page.SeriesCount += answer.SeriesCount;
        page.ObservationCount += answer.ObservationCount;
        if (next is not null || service < token?.Service)
        {
            return;
        }

        if (left <= 0)
        {
            next = answer.Series.Count > 0 ? new PageToken(service, "", true, []) : null;
            return;
        }

        page.Series.AddRange(answer.Series);
        next = answer.NextPageToken.Length > 0 ? new PageToken(service, answer.NextPageToken, true, []) : null;
    }

    private void AddValues(GetAvailabilityResponse answer, bool isForeign)
    {
        foreach (var component in answer.Components.Where(c => !isForeign || c.Name == "indicator"))
        {
            if (!components.TryGetValue(component.Name, out var values))
            {
                components[component.Name] = values = new(StringComparer.Ordinal);
            }

            foreach (var value in component.Values)
            {
                if (!values.TryGetValue(value.Code, out var known))
                {
                    values[value.Code] = value.Clone();
                    values[value.Code].Addable |= isForeign;
                }
                else
                {
                    Join(known, value);
                }
            }
        }
    }

    // A value that one service would add and another holds already is a part of the selection.
    private static void Join(AvailableValue known, AvailableValue value)
    {
        if (known.Addable == value.Addable)
        {
            known.ObservationCount += value.ObservationCount;
        }
        else if (known.Addable)
        {
            (known.Addable, known.ObservationCount) = (false, value.ObservationCount);
        }
    }

    // Services whose series never have a dimension do not count their figures as without it.
    private void SetWithout(string name, SortedDictionary<string, AvailableValue> values)
    {
        var counted = values.Values.Where(v => !v.Addable).Sum(v => v.ObservationCount);
        if (counted < page.ObservationCount)
        {
            if (!values.TryGetValue("", out var without) || without.Addable)
            {
                values[""] = without = new AvailableValue();
            }

            without.ObservationCount += page.ObservationCount - counted;
        }
    }
}
