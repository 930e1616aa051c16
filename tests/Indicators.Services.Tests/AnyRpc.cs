using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;

namespace Indicators.Services.Tests;

/// <summary>Calls a unary RPC by its descriptor, so that a rule for every list is checked on every list there is or will be.</summary>
/// <param name="needed">Fields that every request of it must have.</param>
public sealed class AnyRpc(GrpcChannel channel, MethodDescriptor method, params (string Field, object Value)[] needed)
{
    private readonly Method<IMessage, IMessage> call = new(
        MethodType.Unary, method.Service.FullName, method.Name, Marshal(method.InputType), Marshal(method.OutputType));

    public string Name => method.Name;

    public MessageDescriptor ItemType => method.OutputType.FindFieldByNumber(1).MessageType;

    public override string ToString() => $"{method.Service.FullName}/{method.Name}";

    public async Task<IMessage> CallAsync(params (string Field, object Value)[] fields)
    {
        var request = method.InputType.Parser.ParseFrom(ByteString.Empty);
        foreach (var (field, value) in needed.Concat(fields))
        {
            method.InputType.FindFieldByName(field).Accessor.SetValue(request, value);
        }

        return await channel.CreateCallInvoker().AsyncUnaryCall(call, null, default, request).ResponseAsync;
    }

    public Task<IMessage> PageAsync(int size, string token = "") => CallAsync(("page_size", size), ("page_token", token));

    /// <summary>Every page of a list, one after the other.</summary>
    public async Task<List<IMessage>> PagesAsync(int size)
    {
        var pages = new List<IMessage>();
        do
        {
            pages.Add(await PageAsync(size, pages.Count == 0 ? "" : Token(pages[^1])));
        }
        while (Token(pages[^1]).Length > 0);
        return pages;
    }

    public static List<IMessage> Items(IMessage page) => Field<IList>(page, page.Descriptor.FindFieldByNumber(1).Name).Cast<IMessage>().ToList();

    public static string Token(IMessage page) => Field<string>(page, "next_page_token");

    public static T Field<T>(IMessage message, string name) => (T)message.Descriptor.FindFieldByName(name).Accessor.GetValue(message);

    /// <summary>Every message of a type inside a message.</summary>
    public static IEnumerable<T> Inside<T>(IMessage message)
        where T : IMessage
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(f => f.FieldType == FieldType.Message))
        {
            var value = field.Accessor.GetValue(message);
            foreach (var inner in field.IsRepeated ? ((IList)value).Cast<IMessage>() : value is IMessage one ? [one] : [])
            {
                foreach (var found in inner is T wanted ? [wanted] : Inside<T>(inner))
                {
                    yield return found;
                }
            }
        }
    }

    private static Marshaller<IMessage> Marshal(MessageDescriptor type) => Marshallers.Create<IMessage>(m => m.ToByteArray(), bytes => type.Parser.ParseFrom(bytes));
}
