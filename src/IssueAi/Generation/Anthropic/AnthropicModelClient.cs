using System.Net.Http.Headers;
using IssueAi.Generation.Upstream;

namespace IssueAi.Generation.Anthropic;

/// <summary>
/// Asks a model by Anthropic's messages API, over HTTP as its documentation describes it: the SDK's typed events throw on
/// parts that compatible servers leave out.
/// </summary>
internal sealed class AnthropicModelClient(HttpClient http, AnthropicOptions settings, AnthropicRequestBody body, ParameterSupport support) : IModelClient
{
    private const string ApiVersion = "2023-06-01";

    private readonly AnthropicRequestBody _body = body;
    private readonly ParameterSupport _support = support;
    private readonly Uri _address = ModelIdentity.Below(settings.Endpoint, "v1/messages");

    public IAsyncEnumerable<ModelUpdate> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken = default) =>
        new ModelStream(new Call(this, prompt), cancellationToken);

    private async Task<UpstreamAnswer> SendAsync(BinaryData content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = new ReadOnlyMemoryContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Headers = { { "x-api-key", settings.ApiKey }, { "anthropic-version", ApiVersion } },
        };
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new(await response.Content.ReadAsStreamAsync(cancellationToken), response);
    }

    private sealed class Call(AnthropicModelClient client, ModelPrompt prompt) : IUpstreamCall
    {
        private readonly ParameterNegotiation _parameters = new(client._support, client._body.Wanted);

        public TokenMeter? Meter => prompt.Meter;

        public IStreamParser CreateParser() => new AnthropicEventParser();

        public Task<UpstreamAnswer> SendAsync(CancellationToken cancellationToken) =>
            client.SendAsync(client._body.Write(prompt, _parameters.Sent), cancellationToken);

        public bool TryChange(ModelException refusal) => _parameters.TryGiveUp(refusal);

        public void Accept() => _parameters.Accept();

        // Anthropic's limit always counts reasoning separately from the text.
        public void Count(TokenUsage usage)
        {
        }

        public void ShowLife() => prompt.SignOfLife?.Invoke();
    }
}
