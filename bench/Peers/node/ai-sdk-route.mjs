// The Vercel AI SDK's standard route on Node: streamText, piped to the response as a UI message stream.
import http from 'node:http'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { streamText } from 'ai'

const provider = createOpenAICompatible({ name: 'bench', apiKey: 'bench', baseURL: `${process.env.Model}openai/v1` })

const server = http.createServer(async (request, response) => {
  const leave = new AbortController()
  response.on('close', () => leave.abort())
  const issue = JSON.parse(await readAll(request))
  const result = streamText({
    model: provider('bench'),
    system: 'Refine the issue.',
    prompt: `${issue.title}\n\n${issue.description}`,
    abortSignal: leave.signal,
    onError: () => {},
  })
  result.pipeUIMessageStreamToResponse(response)
})

server.listen(Number(process.argv[2]), '127.0.0.1')

async function readAll(request) {
  let text = ''
  for await (const part of request.setEncoding('utf8')) text += part
  return text
}
