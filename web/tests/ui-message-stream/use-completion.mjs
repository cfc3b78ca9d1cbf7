// Sends a prompt with the Vercel AI SDK's useCompletion as a page does, and prints each text of the page.
import { show } from './page.mjs';

const [, , api, body, sdk = './sdk.mjs', prompt = 'Refine this.', options] = process.argv;

await show(async (onShown, onDone) => {
  const { useEffect } = await import('react');
  const { useCompletion } = await import(sdk);
  return function Page() {
    const { completion, complete } = useCompletion({
      api,
      body: JSON.parse(body),
      streamProtocol: 'data',
      onFinish: () => onDone(),
      onError: onDone,
    });
    useEffect(() => void complete(prompt, options && JSON.parse(options)), []);
    useEffect(() => onShown(completion), [completion]);
    return completion;
  };
});
