import { JSDOM } from 'jsdom';

/**
 * Renders a component into a page until the component reports its end. Prints each text of the page as a line of JSON, and in
 * the last line the error or null.
 * @param makeComponent Receives two functions: one to call with each shown text, one to call at the end.
 */
export async function show(makeComponent) {
  const { window } = new JSDOM('<div id="root"></div>', { url: 'http://localhost/' });
  // Defined instead of assigned: newer versions of Node have a read-only navigator.
  for (const [name, value] of Object.entries({ window, document: window.document, navigator: window.navigator })) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }

  // React accesses the page as soon as it is loaded.
  const { createElement } = await import('react');
  const { createRoot } = await import('react-dom/client');
  const root = createRoot(document.getElementById('root'));
  await new Promise((done) => {
    const onShown = (text) => {
      if (text !== '') console.log(JSON.stringify({ text }));
    };
    const onDone = (failure) => {
      console.log(JSON.stringify({ error: failure?.message ?? null }));
      done();
    };
    makeComponent(onShown, onDone).then((Component) => root.render(createElement(Component)));
  });
  root.unmount();
}
