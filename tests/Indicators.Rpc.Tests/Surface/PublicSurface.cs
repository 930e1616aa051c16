using System.Reflection;

namespace Indicators.Rpc.Tests.Surface;

/// <summary>What other projects can use of an assembly, one line each, as C# says it.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Lines).Order(StringComparer.Ordinal);

    // Of generated code the names say enough: its members follow from the .proto file and the generator.
    private static IEnumerable<string> Lines(Type type) => IsGenerated(type)
        ? [$"{type.FullName}: generated"]
        : type.GetMembers(Declared).Where(IsVisible).Select(member => $"{Names.Of(type)}: {Describe(member)}").Prepend($"{Names.Of(type)}: {Kind(type)}");

    private static bool IsGenerated(Type type) =>
        type.Namespace!.EndsWith(".V1", StringComparison.Ordinal) || type.Namespace.EndsWith(".V1Alpha", StringComparison.Ordinal);

    private static string Kind(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return "delegate";
        }

        var kind = type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsValueType ? "struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        var bases = type.GetInterfaces().Where(face => face.IsPublic).Except(type.BaseType?.GetInterfaces() ?? []).Select(Names.Of)
            .Order(StringComparer.Ordinal);
        var all = type.BaseType is { } own && own != typeof(object) && own != typeof(ValueType) && own != typeof(Enum) ? bases.Prepend(Names.Of(own)) : bases;
        return type.IsEnum || !all.Any() ? kind : $"{kind} : {string.Join(", ", all)}";
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodInfo method => IsOpen(method) && !method.IsSpecialName && !IsOfDelegate(method) && method.GetBaseDefinition() == method,
        ConstructorInfo constructor => IsOpen(constructor) && !typeof(Delegate).IsAssignableFrom(constructor.DeclaringType),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => IsOpen(accessor) && accessor.GetBaseDefinition() == accessor),
        FieldInfo field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName,
        EventInfo => true,
        _ => false
    };

    private static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOfDelegate(MethodInfo method) =>
        typeof(Delegate).IsAssignableFrom(method.DeclaringType) && method.Name != "Invoke";

    private static string Describe(MemberInfo member) => member switch
    {
        MethodInfo method => $"{Modifiers(method)}{Names.Of(method.ReturnType)} {method.Name}{Names.Arguments(method.GetGenericArguments())}({Parameters(method)})",
        ConstructorInfo constructor => $"{Modifiers(constructor)}new({Parameters(constructor)})",
        PropertyInfo property => Describe(property),
        FieldInfo { IsLiteral: true } constant => $"const {Names.Of(constant.FieldType)} {constant.Name} = {constant.GetRawConstantValue()}",
        FieldInfo field => $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Names.Of(field.FieldType)} {field.Name}",
        _ => member.ToString()!
    };

    private static string Describe(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsOpen).ToArray();
        var index = string.Join(", ", property.GetIndexParameters().Select(parameter => Names.Of(parameter.ParameterType)));
        var name = index.Length > 0 ? $"this[{index}]" : property.Name;
        var verbs = accessors.Select(accessor => accessor.Name.Split('_')[0]).Order(StringComparer.Ordinal);
        return $"{Modifiers(accessors[0])}{Names.Of(property.PropertyType)} {name} {{ {string.Join("; ", verbs)}; }}";
    }

    private static string Modifiers(MethodBase method)
    {
        if (method.DeclaringType!.IsInterface)
        {
            return method.IsAbstract ? "" : "default ";
        }

        var access = method.IsPublic ? "" : "protected ";
        var shape = method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";
        return access + shape;
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{(parameter.IsOut ? "out " : "")}{Names.Of(parameter.ParameterType)} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "default"}" : "")));
}
