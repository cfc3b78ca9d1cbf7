namespace Microsoft.Azure.Functions.Worker;

/// <summary>Stands in for the published attribute of the same name, where the worker's packages are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
