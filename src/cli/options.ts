import { InvalidArgumentError } from 'commander';

/** Reads the value of an option that counts: digits and nothing else, so that "5x" is not taken for 5. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It is not a whole number.');
  return Number(text);
}

/** Reads a TCP port; 0 lets the system choose one. */
export function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError('A port is at most 65535.');
  return port;
}
