using Google.Protobuf.Reflection;

namespace Grpc.Reflection;

/// <summary>Protobuf files by their name and by what they declare, imports included.</summary>
public class SymbolRegistry
{
    private readonly Dictionary<string, FileDescriptor> files = [];
    private readonly Dictionary<string, FileDescriptor> symbols = [];
    private readonly Dictionary<string, SortedDictionary<int, FileDescriptor>> extensions = [];

    private SymbolRegistry()
    {
    }

    /// <summary>Makes a registry of files and of all that they import.</summary>
    public static SymbolRegistry FromFiles(IEnumerable<FileDescriptor> fileDescriptors)
    {
        ArgumentNullException.ThrowIfNull(fileDescriptors);
        var registry = new SymbolRegistry();
        foreach (var file in fileDescriptors)
        {
            registry.Add(file);
        }

        return registry;
    }

    /// <summary>The file of this name, path included; null if there is none.</summary>
    public FileDescriptor? FileByName(string filename) => files.GetValueOrDefault(filename);

    /// <summary>The file that declares a service, method, message, enum or extension of this full name; null if none does.</summary>
    public FileDescriptor? FileContainingSymbol(string symbol) => symbols.GetValueOrDefault(symbol);

    internal FileDescriptor? FileContainingExtension(string type, int number) =>
        extensions.GetValueOrDefault(type)?.GetValueOrDefault(number);

    /// <summary>Numbers of the extensions of a message type; null where no such type is known.</summary>
    internal IEnumerable<int>? ExtensionNumbers(string type) =>
        extensions.TryGetValue(type, out var numbers) ? numbers.Keys
        : symbols.TryGetValue(type, out var file) && Messages(file.MessageTypes).Any(message => message.FullName == type) ? []
        : null;

    private static IEnumerable<MessageDescriptor> Messages(IEnumerable<MessageDescriptor> messages) =>
        messages.SelectMany(message => Messages(message.NestedTypes).Prepend(message));

    private void Add(FileDescriptor file)
    {
        if (!files.TryAdd(file.Name, file))
        {
            return;
        }

        foreach (var dependency in file.Dependencies)
        {
            Add(dependency);
        }

        var messages = Messages(file.MessageTypes).ToList();
        IEnumerable<IDescriptor> declared =
        [
            .. messages,
            .. file.EnumTypes.Concat(messages.SelectMany(message => message.EnumTypes)),
            .. file.Services,
            .. file.Services.SelectMany(service => service.Methods),
        ];
        foreach (var symbol in declared)
        {
            symbols[symbol.FullName] = file;
        }

        Add(file, file.Extensions.UnorderedExtensions.Concat(messages.SelectMany(message => message.Extensions.UnorderedExtensions)));
    }

    private void Add(FileDescriptor file, IEnumerable<FieldDescriptor> declared)
    {
        foreach (var extension in declared)
        {
            symbols[extension.FullName] = file;
            var type = extension.ExtendeeType.FullName;
            extensions.TryAdd(type, []);
            extensions[type][extension.FieldNumber] = file;
        }
    }
}
