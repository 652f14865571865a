import imported from 'graphology-communities-louvain';

/** The library is CommonJS and exports its function itself, where its types speak of a `default` in the export. */
export const louvain: typeof imported.default = 'default' in imported ? imported.default : imported;
