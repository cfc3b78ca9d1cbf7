// Reads a stream with the Vercel AI SDK as a chat's frontend does, and prints the result.
import { DefaultChatTransport, readUIMessageStream } from 'ai';

const transport = new DefaultChatTransport({ api: process.argv[2], body: JSON.parse(process.argv[3]) });
const chunks = await transport.sendMessages({
  chatId: 'chat',
  trigger: 'submit-message',
  messages: [{ id: '1', role: 'user', parts: [{ type: 'text', text: 'Refine this.' }] }],
});

let message;
let error = null;
try {
  for await (const next of readUIMessageStream({ stream: chunks, terminateOnError: true })) message = next;
} catch (failure) {
  error = failure.message;
}

console.log(JSON.stringify({ message, error }));
