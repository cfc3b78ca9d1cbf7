using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Identity;
using IssueAi.Generation.Upstream;
using OpenAI.Chat;

namespace IssueAi.Generation.ChatCompletions;

/// <summary>
/// Asks one deployment or model through the SDK's client, which keeps address, authentication and tracing, and reads the raw
/// stream: without an object per token, and more tolerant of real servers' deviations than the SDK's typed model.
/// </summary>
internal sealed class ChatCompletionModelClient(ChatClient chat, ChatRequestBody body, ParameterSupport support) : IModelClient
{
    public IAsyncEnumerable<ModelUpdate> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken = default) =>
        new ModelStream(new Call(chat, body, support, prompt), cancellationToken);

    private sealed class Call(ChatClient chat, ChatRequestBody body, ParameterSupport support, ModelPrompt prompt) : IUpstreamCall
    {
        private readonly ParameterNegotiation _parameters = new(support, body.WantedFor(prompt));

        public TokenMeter? Meter => prompt.Meter;

        public IStreamParser CreateParser() => new ChatChunkParser();

        public async Task<UpstreamAnswer> SendAsync(CancellationToken cancellationToken)
        {
            try
            {
                var options = new RequestOptions { BufferResponse = false, CancellationToken = cancellationToken };
                using var content = BinaryContent.Create(body.Write(prompt, _parameters.Sent, support.Reasons));
                var result = await chat.CompleteChatAsync(content, options);
                var response = result.GetRawResponse();
                return new(response.ContentStream ?? Stream.Null, response);
            }
            catch (AuthenticationFailedException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ModelException(ErrorCode.UpstreamRejected, "No access token for the model could be acquired.", exception);
            }
        }

        public bool TryChange(ModelException refusal) => _parameters.TryGiveUp(refusal);

        public void Accept() => _parameters.Accept();

        public void Count(TokenUsage usage) => support.Learn(usage);

        public void ShowLife() => prompt.SignOfLife?.Invoke();
    }
}
