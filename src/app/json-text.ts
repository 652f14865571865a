/** A value as JSON text, or null when it is nested too deep to be written down: what people hand in is not. */
export function jsonText(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
