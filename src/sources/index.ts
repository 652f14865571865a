export { LIMITS, type LimitName } from './guarded/limits.ts';
export { parseTableMap, type TableMap } from './maps/table-map.ts';
export { openRegularFile, type RegularFile } from './open-file.ts';
export { readSource } from './read-source.ts';
export { defaultSourceClass, REGISTRY, resolveSourceClass, sniffFormat } from './registry.ts';
export type { Block, Format, OpenBytes, PlaceLookup, ReadCounts, ReadInput } from './types.ts';
