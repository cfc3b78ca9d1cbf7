// Reads a stream with two clients and prints each client's frames: the simplest one, which splits on blank lines and
// strips `data: `, and eventsource-parser.
import { EventSourceParserStream } from 'eventsource-parser/stream'

const [, , url] = process.argv
const post = () => fetch(url, {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ issueId: 'clients', description: 'Any.' }),
})

const split = (await (await post()).text()).split('\n\n').filter((block) => block.startsWith('data: ')).map((block) => JSON.parse(block.slice(6)))

const parsed = []
const events = (await post()).body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
for await (const event of events) parsed.push(JSON.parse(event.data))

console.log(JSON.stringify({ split, parsed }))
