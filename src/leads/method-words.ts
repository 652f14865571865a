import type { TraceMethod } from '../tracing/index.ts';

const WORDS: Readonly<Record<TraceMethod, string>> = {
  libr: 'the lowest intermediate balance rule (LIBR)',
  fifo: 'first in, first out (FIFO)',
  lifo: 'last in, first out (LIFO)',
  'pro-rata': 'pro rata',
  'taint-first': 'claimed money leaving first',
  'taint-last': 'claimed money leaving last',
  poison: 'any contact with claimed money',
};

/** A method of tracing by the name that counsel and accountants use. */
export function methodWords(method: TraceMethod): string {
  return WORDS[method];
}
