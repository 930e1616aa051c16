using Google.Protobuf;
using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway;

/// <summary>
/// Figures over all services in one page order: the services one after the other, each asked for what is left of the page. REST and gRPC
/// both answer from here.
/// </summary>
internal sealed class SuiteFigures(Upstreams upstreams, DataVersions versions, TimeProvider clock)
{
    /// <summary>One page.</summary>
    /// <param name="request">Selection, size and token as the reader gave them.</param>
    /// <param name="faults">Faults that are known already; with any, nothing is asked.</param>
    /// <param name="cancellation">The reader's patience.</param>
    /// <exception cref="RequestRefusedException">Something is wrong with the request.</exception>
    /// <exception cref="UpstreamDownException">None of the services that it needs can be reached.</exception>
    public async ValueTask<FigurePage> QueryAsync(QueryObservationsRequest request, RequestFaults faults, CancellationToken cancellation)
    {
        var asked = request.Selection ?? new ObservationSelection();
        var state = versions.Current;
        var size = Size(request.PageSize, faults);
        RequestChecks.Offset(request.Offset, request.PageToken, faults.Add);
        NotAfterToday(asked, faults);
        var token = Token(request.PageToken, asked, faults);
        var pin = token is null ? await PinAsync(asked.DataVersion, state, faults, cancellation) : null;
        var selection = SuiteSelection.Read(asked, state.Catalog, faults);
        var page = new FigurePage(state, selection, token, pin) { Skip = request.Offset };
        for (var service = page.First; service < ServiceOrder.Count && !page.IsFull; service++)
        {
            await AddAsync(page, service, size, cancellation);
        }

        page.Finish(asked, request.Offset, request.OmitReleases);
        return page;
    }

    /// <summary>A selection asks for no day to come.</summary>
    public void NotAfterToday(ObservationSelection asked, RequestFaults faults)
    {
        if (asked.AsOf.Length + asked.UpdatedAfter.Length > 0)
        {
            RequestChecks.NotAfter(asked, Today.Of(clock), faults.Add);
        }
    }

    /// <summary>Size of a page; 0 is the usual one.</summary>
    public static int Size(int asked, RequestFaults faults) => RequestChecks.PageSize(asked, faults.Add);

    /// <summary>Reads a token of a query; null where there is none or it is at fault.</summary>
    public static PageToken? Token(string token, IMessage query, RequestFaults faults)
    {
        if (token.Length == 0)
        {
            return null;
        }

        var read = PageToken.Read(token, query);
        if (read is null)
        {
            faults.Add(RequestChecks.BadPageToken(token));
        }

        return read;
    }

    /// <summary>Where a page of a list begins: its token, and the versions that its first page was made from.</summary>
    public async ValueTask<(PageToken? Token, VersionVector Versions)> StartAsync(
        string pageToken, IMessage query, string dataVersion, SuiteState state, RequestFaults faults, CancellationToken cancellation)
    {
        var token = Token(pageToken, query, faults);
        var pin = token is null ? await PinAsync(dataVersion, state, faults, cancellation) : VersionVector.Of(token.Versions);
        return (token, pin ?? state.Versions);
    }

    /// <summary>The versions that a data version of an earlier answer names; null for the newest.</summary>
    public async ValueTask<VersionVector?> PinAsync(string version, SuiteState state, RequestFaults faults, CancellationToken cancellation)
    {
        if (version.Length == 0)
        {
            return null;
        }

        var pin = VersionVector.Parse(version);
        if (pin is not null && !pin.IsExact)
        {
            pin = await VerifyAsync(pin, cancellation);
        }

        if (pin is null)
        {
            const string Zh = "没有给出过这个数据版本。";
            faults.Add(
                "unknown_data_version", "data_version", version, Zh, "No answer ever carried this data version.", state.Versions.Text);
        }

        return pin;
    }

    // Only the sequences can be read from a version that was given before this process started; each service tells the rest, and the hash
    // must fit.
    private async ValueTask<VersionVector?> VerifyAsync(VersionVector pin, CancellationToken cancellation)
    {
        var parts = new string[ServiceOrder.Count];
        for (var service = 0; service < parts.Length; service++)
        {
            parts[service] = "";
            if (pin[service].Length > 0)
            {
                var request = new QueryObservationsRequest
                {
                    PageSize = 1,
                    Selection = new() { DataVersion = pin[service], Latest = 1, AsOf = "1900-01-01" },
                };
                try
                {
                    parts[service] = (await upstreams[service].CallAsync(upstreams[service].Data.QueryObservationsAsync, request, cancellation)).DataVersion;
                }
                catch (RpcException refused) when (refused.StatusCode == StatusCode.InvalidArgument)
                {
                    return null;
                }
            }
        }

        return VersionVector.Of(parts) is var exact && exact.Text == pin.Text ? exact : null;
    }

    private async ValueTask AddAsync(FigurePage page, int service, int size, CancellationToken cancellation)
    {
        if (page.Request(service) is not { } request)
        {
            return;
        }

        if (!page.CanAsk(service))
        {
            page.Lacks(service);
            return;
        }

        // A full page still has to know whether anything follows, or its `next` would lead to an empty page.
        var left = size - page.Count;
        request.PageSize = Math.Max(left, 1);
        request.Offset = page.Skip;

        // The catalog holds every release that a service shows; sent again with each page, they would be most of it.
        request.OmitReleases = true;
        try
        {
            var answer = await upstreams[service].QueryAsync(request, cancellation);
            await page.AddAsync(service, answer, left, versions, cancellation);
        }
        catch (UpstreamDownException down) when (!down.IsBusy)
        {
            page.Lacks(service);
        }
    }
}
