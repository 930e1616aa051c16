namespace Indicators.Gateway;

/// <summary>What every answer is made with.</summary>
/// <param name="Upstreams">The services.</param>
/// <param name="Versions">The state that answers start from.</param>
/// <param name="Cache">Finished answers.</param>
/// <param name="Figures">Figures over all services.</param>
/// <param name="Log">For what a reader is not told.</param>
internal sealed record Suite(Upstreams Upstreams, DataVersions Versions, AnswerCache Cache, SuiteFigures Figures, ILogger<Suite> Log);
