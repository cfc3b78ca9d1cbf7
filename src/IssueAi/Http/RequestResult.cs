using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>The result of reading a part of a request: a value, or the problem to answer with.</summary>
internal readonly record struct RequestResult<T>(T? Value, IResult? Problem)
    where T : class
{
    /// <summary>Tells the two apart.</summary>
    public bool Succeeded([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out IResult? problem)
    {
        value = Value;
        problem = Problem;
        return problem is null;
    }
}

/// <summary>Makes <see cref="RequestResult{T}"/> values.</summary>
internal static class RequestResult
{
    public static RequestResult<T> Of<T>(T value)
        where T : class => new(value, null);

    public static RequestResult<T> Refused<T>(IResult problem)
        where T : class => new(null, problem);
}
