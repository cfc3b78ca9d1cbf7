// Sends a message with the Vercel AI SDK's useChat as a page does, and prints each text of the page.
import { show } from './page.mjs';

const [, , api, body] = process.argv;

await show(async (onShown, onDone) => {
  const { useEffect } = await import('react');
  const { useChat } = await import('@ai-sdk/react');
  const { DefaultChatTransport } = await import('ai');
  const transport = new DefaultChatTransport({ api, body: JSON.parse(body) });
  return function Page() {
    const { messages, sendMessage, status, error } = useChat({ transport });
    const answer = messages.filter(({ role }) => role === 'assistant').flatMap(({ parts }) => parts);
    const text = answer.map((part) => (part.type === 'text' ? part.text : '')).join('');
    const isOver = error !== undefined || (status === 'ready' && answer.length > 0);
    useEffect(() => void sendMessage({ text: 'Refine this.' }), []);
    useEffect(() => onShown(text), [text]);
    useEffect(() => {
      if (isOver) onDone(error);
    }, [isOver]);
    return text;
  };
});
