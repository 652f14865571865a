/** A place between two rows: its offset, its line (1 is the first), the rows before it, and where the header ended. */
export type Border = {
  readonly at: number;
  readonly line: number;
  readonly rows: number;
  readonly headerEnd: number;
};

export type TakeBorder = (border: Border) => void;

/** Follows the bytes of a file and tells each place at which it may be cut. */
export type BorderFinder = { readonly feed: (bytes: Uint8Array, take: TakeBorder) => void };
