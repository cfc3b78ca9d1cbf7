// A page with the Vercel AI SDK's useChat, controlled by a test: it reads one JSON command per line, and prints the page's text after
// each change.
import { createInterface } from 'node:readline';
import { JSDOM } from 'jsdom';

const [, , api, options] = process.argv;
const { sdk, body, ...chat } = JSON.parse(options);

const { window } = new JSDOM('<div id="root"></div>', { url: 'http://localhost/' });
for (const [name, value] of Object.entries({ window, document: window.document, navigator: window.navigator })) {
  Object.defineProperty(globalThis, name, { value, configurable: true });
}

const { createElement, useEffect } = await import('react');
const { createRoot } = await import('react-dom/client');
const { DefaultChatTransport, useChat } = await import(sdk);

const transport = new DefaultChatTransport({ api, body });
let commands;
let isShown;
const shown = new Promise((resolve) => (isShown = resolve));

function Page() {
  const { messages, status, error, sendMessage, regenerate, stop, resumeStream } = useChat({ ...chat, transport });
  commands = { send: (text) => sendMessage({ text }), regenerate: () => regenerate(), stop: () => stop(), resume: () => resumeStream() };
  useEffect(() => {
    const items = messages.map(({ id, role, parts }) => ({
      id,
      role,
      text: parts.filter(({ type }) => type === 'text').map(({ text }) => text).join(''),
      data: parts.filter(({ type }) => type.startsWith('data-')).map(({ type }) => type),
    }));
    console.log(JSON.stringify({ status, error: error?.message ?? null, messages: items }));
    isShown();
  }, [messages, status, error]);
  return null;
}

const root = createRoot(document.getElementById('root'));
root.render(createElement(Page));
// React renders later; a command may come before.
await shown;
for await (const line of createInterface({ input: process.stdin })) {
  const { command, text } = JSON.parse(line);
  void commands[command](text);
}

// Closing a page drops its connections.
process.exit(0);
