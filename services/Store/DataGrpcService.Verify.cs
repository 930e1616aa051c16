using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Store.Verification;

namespace Indicators.Store;

public sealed partial class DataGrpcService
{
    private readonly VerificationQueries verification = new(store);

    /// <inheritdoc/>
    public override Task<VerifyFiguresResponse> VerifyFigures(VerifyFiguresRequest request, ServerCallContext context) =>
        Task.FromResult(verification.Verify(request, context.CancellationToken));
}
