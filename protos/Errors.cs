using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Types.V1;
using Status = Grpc.Core.Status;

namespace Indicators.Contracts;

/// <summary>
/// What a caller did wrong, in the one form that gRPC and REST both show: a stable code, the parameter, its value, the nearest valid value and
/// a message in zh and en. Over gRPC it travels as google.rpc.ErrorInfo (and BadRequest) in `grpc-status-details-bin`.
/// </summary>
public static class Errors
{
    /// <summary>Seconds after which a caller may try again what a service did not answer: over gRPC as google.rpc.RetryInfo, over REST as Retry-After.</summary>
    public const int RetryAfterSeconds = 2;

    private const string Domain = "indicators";
    private const string DetailsKey = "grpc-status-details-bin";
    private const int LongestValue = 200;

    /// <summary>INVALID_ARGUMENT: the value of a parameter is not valid.</summary>
    public static RpcException Invalid(string code, string parameter, string value, LocalizedText message, string hint = "") =>
        Create(StatusCode.InvalidArgument, code, parameter, value, message, hint);

    /// <summary>INVALID_ARGUMENT of a fault.</summary>
    public static RpcException Invalid(ErrorFields error) => Invalid(error.Code, error.Parameter, error.Value, error.Message, error.Hint);

    /// <summary>Throws INVALID_ARGUMENT: what a service does with a fault.</summary>
    public static void Throw(ErrorFields error) => throw Invalid(error);

    /// <summary>NOT_FOUND: there is no item of this id.</summary>
    public static RpcException NotFound(string parameter, string value, string hint = "") =>
        Create(StatusCode.NotFound, "not_found", parameter, value, new() { Zh = $"没有 {parameter}“{Short(value)}”。", En = $"There is no {parameter} `{Short(value)}`." }, hint);

    /// <summary>UNAVAILABLE: a service that is needed does not answer; with google.rpc.RetryInfo.</summary>
    public static RpcException Unavailable(string service)
    {
        var message = new LocalizedText { Zh = $"服务{service}暂时无法访问。", En = $"The service {service} cannot be reached now." };
        return Create(StatusCode.Unavailable, "service_unavailable", "service", service, message);
    }

    /// <summary>RESOURCE_EXHAUSTED: too many calls to a service that is needed are under way; with google.rpc.RetryInfo.</summary>
    public static RpcException Busy(string service)
    {
        var message = new LocalizedText { Zh = $"服务{service}的请求过多。", En = $"The service {service} has too many requests now." };
        return Create(StatusCode.ResourceExhausted, "service_busy", "service", service, message);
    }

    /// <summary>Any status in this form.</summary>
    public static RpcException Create(StatusCode status, string code, string parameter, string value, LocalizedText message, string hint = "")
    {
        // The pinned package calls the first field Type; newer ones call it Reason. On the wire they are the same.
        var info = new ErrorInfo { Type = code.ToUpperInvariant(), Domain = Domain };
        info.Metadata.Add("code", code);
        info.Metadata.Add("parameter", parameter);
        info.Metadata.Add("value", Short(value));
        info.Metadata.Add("zh", message.Zh);
        info.Metadata.Add("en", message.En);
        info.Metadata.Add("hint", hint);
        var details = new Google.Rpc.Status { Code = (int)status, Message = message.En, Details = { Any.Pack(info) } };
        if (status == StatusCode.InvalidArgument)
        {
            var violation = new BadRequest.Types.FieldViolation { Field = parameter, Description = message.En };
            details.Details.Add(Any.Pack(new BadRequest { FieldViolations = { violation } }));
        }
        else if (status is StatusCode.Unavailable or StatusCode.ResourceExhausted)
        {
            details.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(RetryAfterSeconds)) }));
        }

        return new RpcException(new Status(status, message.En), new Metadata { { DetailsKey, details.ToByteArray() } });
    }

    /// <summary>A status as one answer of a batch carries it.</summary>
    public static Failure ToFailure(RpcException exception) => new()
    {
        Code = (int)exception.StatusCode,
        Message = exception.Status.Detail,
        Details = exception.Trailers.GetValueBytes(DetailsKey) is { } details ? ByteString.CopyFrom(details) : ByteString.Empty,
    };

    /// <summary>The exception that a call of its own would have thrown.</summary>
    public static RpcException FromFailure(Failure failure) =>
        new(new Status((StatusCode)failure.Code, failure.Message), failure.Details.IsEmpty ? [] : new Metadata { { DetailsKey, failure.Details.ToByteArray() } });

    /// <summary>Reads the form back from an exception that crossed a connection; null where it carries none.</summary>
    public static ErrorFields? Read(RpcException exception)
    {
        if (exception.Trailers.GetValueBytes(DetailsKey) is not { } bytes)
        {
            return null;
        }

        var details = Google.Rpc.Status.Parser.ParseFrom(bytes).Details;
        var fields = details.FirstOrDefault(d => d.Is(ErrorInfo.Descriptor))?.Unpack<ErrorInfo>().Metadata;
        return fields is null
            ? null
            : new ErrorFields(Get("code"), Get("parameter"), Get("value"), new() { Zh = Get("zh"), En = Get("en") }, Get("hint"));

        string Get(string key) => fields.TryGetValue(key, out var value) ? value : "";
    }

    /// <summary>A value as far as a message repeats it: 200 characters at most.</summary>
    public static string Short(string value) => value.Length <= LongestValue ? value : value[..LongestValue] + "…";
}

/// <summary>The fields of an error as a reader sees them.</summary>
public sealed record ErrorFields(string Code, string Parameter, string Value, LocalizedText Message, string Hint);
