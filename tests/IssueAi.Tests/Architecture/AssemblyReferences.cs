using Mono.Cecil;

namespace IssueAi.Tests.Architecture;

/// <summary>Reads the dependencies between an assembly's types from signatures, attributes and method bodies.</summary>
internal static class AssemblyReferences
{
    public static IReadOnlyCollection<TypeUse> Read(string path)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path);
        return
        [
            .. from type in assembly.MainModule.GetTypes()
               from used in TypesIn(type).SelectMany(Parts)
               where used.Scope == assembly.MainModule
               select new TypeUse(Outermost(type).Namespace, Outermost(type).Name, Outermost(used).Namespace, Outermost(used).Name) into use
               where use.Namespace.StartsWith(nameof(IssueAi), StringComparison.Ordinal) && use.UsedNamespace.StartsWith(nameof(IssueAi), StringComparison.Ordinal)
               group use by use into same
               select same.Key,
        ];
    }

    private static IEnumerable<TypeReference?> TypesIn(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implementation => implementation.InterfaceType),
        .. type.CustomAttributes.SelectMany(TypesIn),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Properties.SelectMany(property => property.CustomAttributes.SelectMany(TypesIn)),
        .. type.Methods.SelectMany(TypesIn),
    ];

    private static IEnumerable<TypeReference?> TypesIn(CustomAttribute attribute) =>
        [attribute.AttributeType, .. attribute.ConstructorArguments.Select(argument => argument.Value as TypeReference)];

    private static IEnumerable<TypeReference?> TypesIn(MethodDefinition method) =>
    [
        .. SignatureOf(method),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(instruction => TypesIn(instruction.Operand)) : [],
    ];

    private static IEnumerable<TypeReference?> TypesIn(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [method.DeclaringType, .. SignatureOf(method), .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, .. SignatureOf(method)],
        _ => [],
    };

    private static IEnumerable<TypeReference> SignatureOf(MethodReference method) =>
        [method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)];

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    /// <summary>A type's use of another type.</summary>
    internal sealed record TypeUse(string Namespace, string Type, string UsedNamespace, string UsedType);
}
