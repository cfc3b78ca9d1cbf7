using System.Globalization;
using System.Text;

namespace IssueAi.IntegrationTests.Hostile;

/// <summary>Generates random requests, the same ones for the same seed.</summary>
internal sealed class RequestFuzzer(int seed)
{
    private static readonly string[] Bodies =
    [
        """{"issueId":"fuzz","title":"Checkout fails","description":"The Pay button does nothing.","labels":["bug","a"],"regenerate":false,"instructions":"short","language":"vi"}""",
        """{"issueId":"fuzz","description":"d"}""",
        """{"rating":"up"}""",
    ];

    private static readonly string[] Targets =
    [
        "/api/ai/refine", "/api/ai/estimate?resumable=true", "/api/ai/breakdown?protocol=ui-message-stream", "/api/ai/responses/0123456789abcdef0123456789abcdef", "/api/ai/responses/0123456789abcdef0123456789abcdef?stream=true&starting_after=3",
        "/api/ai/responses/0123456789abcdef0123456789abcdef/feedback", "/api/ai/responses/0123456789abcdef0123456789abcdef/cancel", "/api/issues/fuzz", "/api/issues/fuzz/responses?limit=3&action=refine&include=text", "/api/health",
    ];

    private static readonly string[] Methods = ["POST", "POST", "POST", "GET", "PUT", "DELETE", "PATCH"];

    private static readonly string[] Fragments =
    [
        "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "true", "-1", "1e308", "\\u0000", "\\ud83d", "\0", "\u202e", "😀", "%00", "%2f", "..", "'", "\"issueId\":\"b\",", "\n", "\u001b[31m", "\ud7ff", "\uffff", " ", "/", "?", "&", "=", "#", "%",
    ];

    private readonly Random _random = new(seed);

    public IEnumerable<RawRequest> Take(int count) => Enumerable.Range(0, count).Select(Create);

    private RawRequest Create(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"fuzz {seed}/{number}");
        var method = Pick(Methods);
        var target = _random.Next(4) == 0 ? Escape(Mutate(Pick(Targets))) : Pick(Targets);
        if (method is "GET" or "DELETE") return RawRequest.Bare(name, Fate.Either, method, target);

        var body = Corrupt(Encoding.UTF8.GetBytes(Mutate(Pick(Bodies))));
        return RawRequest.WithBody(name, Fate.Either, method, target, body, "Content-Type: application/json");
    }

    private string Mutate(string text)
    {
        var mutated = new StringBuilder(text);
        for (var times = _random.Next(1, 5); times > 0; times--)
        {
            var at = _random.Next(mutated.Length);
            switch (_random.Next(4))
            {
                case 0:
                    mutated.Insert(at, Pick(Fragments));
                    break;
                case 1:
                    mutated.Remove(at, Math.Min(_random.Next(1, 12), mutated.Length - at));
                    break;
                case 2:
                    mutated.Insert(at, mutated.ToString(at, Math.Min(_random.Next(1, 30), mutated.Length - at)));
                    break;
                default:
                    mutated[at] = (char)_random.Next(0x20, 0x2FF);
                    break;
            }

            if (mutated.Length == 0) mutated.Append('x');
        }

        return mutated.ToString();
    }

    private byte[] Corrupt(byte[] body)
    {
        if (_random.Next(3) == 0) body[_random.Next(body.Length)] = (byte)_random.Next(256);
        return body;
    }

    // Leaves only characters that are allowed in a request line; Kestrel rejects every NUL.
    private static string Escape(string target)
    {
        var escaped = new StringBuilder("/");
        foreach (var value in Encoding.UTF8.GetBytes(target.TrimStart('/').Replace("%00", "%01", StringComparison.Ordinal)))
        {
            if (value is > (byte)' ' and < 0x7f) escaped.Append((char)value);
            else if (value != 0) escaped.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return escaped.ToString();
    }

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
