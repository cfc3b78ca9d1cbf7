// A hand-written route on Node: the openai package's stream, one frame per token.
import http from 'node:http'
import { once } from 'node:events'
import OpenAI from 'openai'

const client = new OpenAI({ apiKey: 'bench', baseURL: `${process.env.Model}openai/v1` })

const server = http.createServer(async (request, response) => {
  const leave = new AbortController()
  response.on('close', () => leave.abort())
  try {
    const issue = JSON.parse(await readAll(request))
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' })
    const stream = await client.chat.completions.create(
      {
        model: 'bench',
        stream: true,
        messages: [
          { role: 'system', content: 'Refine the issue.' },
          { role: 'user', content: `${issue.title}\n\n${issue.description}` },
        ],
      },
      { signal: leave.signal },
    )
    for await (const chunk of stream) {
      const content = chunk.choices[0]?.delta?.content
      if (content && !response.write(`data: ${JSON.stringify({ type: 'text', content })}\n\n`)) await once(response, 'drain', { signal: leave.signal })
    }
    response.end('data: {"type":"metadata"}\n\n')
  } catch {
    response.end()
  }
})

server.listen(Number(process.argv[2]), '127.0.0.1')

async function readAll(request) {
  let text = ''
  for await (const part of request.setEncoding('utf8')) text += part
  return text
}
