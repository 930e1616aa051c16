using System.Globalization;
using Indicators.Contracts;
using static Indicators.Gateway.Requests.Parameters;

namespace Indicators.Gateway.Requests;

/// <summary>Which page a query asks for: by token, or by number as some tools do.</summary>
/// <param name="Size">Most items.</param>
/// <param name="Token">Token of the page before, or "".</param>
/// <param name="Offset">Items to pass over.</param>
internal readonly record struct PageArguments(int Size, string Token, int Offset)
{
    public static PageArguments Read(Arguments arguments, RequestFaults faults)
    {
        Refuse(arguments, faults, Limit, PageSize);
        Refuse(arguments, faults, Page, Parameters.Offset);
        Refuse(arguments, faults, Page, Parameters.PageToken);
        Refuse(arguments, faults, Parameters.Offset, Parameters.PageToken);
        var size = arguments.Number(PageSize, arguments.Number(Limit, DefaultPageSize));
        var offset = arguments.Number(Parameters.Offset, 0);
        if (arguments.Number(Page, 0) is var page and > 0)
        {
            var before = (page - 1L) * size;
            if (before > RequestLimits.LargestOffset)
            {
                var last = $"{(RequestLimits.LargestOffset / size) + 1}";
                faults.Add(
                    "bad_page", Page.Name, $"{page}", $"每页{size}条时，page最大为{last}；更远处请用pageToken。",
                    $"With {size} items each, the last page by number is {last}; go further by pageToken.", last);
                before = 0;
            }

            offset = (int)before;
        }

        // What contradicts is told above; a token beside it would be told again.
        var token = arguments.One(Parameters.PageToken);
        return new PageArguments(size, token, token.Length > 0 ? 0 : offset);
    }

    private static void Refuse(Arguments arguments, RequestFaults faults, Parameter one, Parameter other)
    {
        var (value, beside) = (arguments.One(one), arguments.One(other));
        if (value.Length > 0 && beside.Length > 0)
        {
            faults.Add(
                "contradictory_paging",
                one.Name,
                value,
                $"{one.Name}（{value}）与{other.Name}（{Errors.Short(beside)}）不能并用。",
                string.Create(
                    CultureInfo.InvariantCulture, $"{one.Name} ({value}) and {other.Name} ({Errors.Short(beside)}) do not go together."),
                one == Limit ? $"{PageSize.Name}={beside}" : "");
        }
    }
}
