/**
 * Events from Go to the page. The window delivers them itself; in a browser
 * one stream, opened once at the start, does.
 */
let stream: EventSource | undefined;

/** openEvents opens the stream at the address that Session.Info names; "" means there is a window. */
export function openEvents(address: string): void {
  if (address !== '' && !stream) stream = new EventSource(address);
}

/** onEvent calls back for every event called name, until the returned function is called. */
export function onEvent<T>(name: string, callback: (data: T) => void): () => void {
  if (window.runtime) return window.runtime.EventsOn(name, callback);
  const target = stream;
  if (!target) throw new Error('openEvents comes before onEvent');
  const listener = (e: MessageEvent<string>) => callback(JSON.parse(e.data));
  target.addEventListener(name, listener);
  return () => target.removeEventListener(name, listener);
}
