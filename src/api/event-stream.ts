import { once } from 'node:events';
import type { Response } from 'express';
import type { ServerEvent } from './route.ts';

/** Often enough that no proxy and no phone takes the stream for dead. */
const HEARTBEAT_MS = 15_000;
/** How long a reader waits before it asks again when the stream breaks. */
const RETRY_MS = 2_000;

function eventText({ id, event, data }: ServerEvent): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Writes and waits until the reader has taken it: what a slow reader does not take is not piled up here. */
async function write(response: Response, text: string, signal: AbortSignal): Promise<void> {
  if (!response.write(text)) await once(response, 'drain', { signal });
}

/**
 * Sends events as `text/event-stream` (WHATWG HTML 9.2) until they end, the reader goes or the server stops. A stream that breaks in the
 * middle ends quietly: the reader asks again with the id of the last event that it saw.
 */
export async function sendEvents(
  response: Response,
  events: (signal: AbortSignal) => AsyncIterable<ServerEvent>,
  stopping: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const signal = AbortSignal.any([gone.signal, stopping]);
  response.status(200).set({
    'Content-Type': 'text/event-stream',
    'X-Accel-Buffering': 'no',
    // Ended, it would be held open for a next request, and with it the server that stops.
    Connection: 'close',
  });
  response.flushHeaders();
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  try {
    await write(response, `retry: ${RETRY_MS}\n\n`, signal);
    for await (const event of events(signal)) await write(response, eventText(event), signal);
  } catch {
    // The reader went, or the queue cannot be reached; either way it is the reader who comes again.
  } finally {
    clearInterval(heartbeat);
    gone.abort();
    response.end();
  }
}
