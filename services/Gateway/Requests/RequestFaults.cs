using Indicators.Contracts;
using Indicators.Types.V1;

namespace Indicators.Gateway.Requests;

/// <summary>Everything that is wrong with a request; REST shows all of it, gRPC the first.</summary>
internal sealed class RequestFaults
{
    // A long list of codes may hold thousands of wrong ones; a reader needs to see the first.
    private const int MostShown = 20;
    private readonly List<ErrorFields> all = [];

    public bool Any => all.Count > 0;

    public IReadOnlyList<ErrorFields> All => all;

    public void Add(ErrorFields fault) => Add(fault.Code, fault.Parameter, fault.Value, fault.Message.Zh, fault.Message.En, fault.Hint);

    public void Add(string code, string parameter, string value, string zh, string en, string hint = "")
    {
        if (all.Count < MostShown)
        {
            all.Add(new ErrorFields(code, parameter, Errors.Short(value), new LocalizedText { Zh = zh, En = en }, hint));
        }
    }

    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new RequestRefusedException(all);
        }
    }
}

/// <summary>The request is wrong; parameters bear the names of the gRPC fields until REST renames them.</summary>
internal sealed class RequestRefusedException(IReadOnlyList<ErrorFields> errors) : Exception(errors[0].Message.En)
{
    public IReadOnlyList<ErrorFields> Errors { get; } = errors;
}
