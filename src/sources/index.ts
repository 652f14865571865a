export { splitSource } from './chunks/split-source.ts';
export { LIMITS, type LimitName } from './guarded/limits.ts';
export { parseTableMap, type TableMap } from './maps/table-map.ts';
export { openRegularFile, type RegularFile } from './open-file.ts';
export { readChunk, readSource } from './read-source.ts';
export { defaultSourceClass, REGISTRY, resolveSourceClass, sniffFormat } from './registry.ts';
export { identityIn } from './tables/identity-screen.ts';
export type { Block, Chunk, Format, OpenBytes, OpenRange, PlaceLookup, ReadCounts, ReadInput } from './types.ts';
