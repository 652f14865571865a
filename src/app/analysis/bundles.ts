/** How a Run is parted over workers. Results do not depend on it. */
export type BundleLimits = {
  /** Up to so many ties in all, the Run is made in one piece: parting it would cost more than it saves. */
  readonly inlineEdges: number;
  /** Ties of one bundle. A component of as many is a bundle by itself. */
  readonly bundleEdges: number;
};

/** A hundred thousand ties are searched in about two seconds; what a job costs beside its work is a tenth of that. */
export const BUNDLE_LIMITS: BundleLimits = { inlineEdges: 200_000, bundleEdges: 100_000 };

type Sized = { readonly graph: { readonly edgeCount: number } };

export function countEdges(components: readonly Sized[]): number {
  return components.reduce((sum, { graph }) => sum + graph.edgeCount, 0);
}

/** Large components alone, small ones together, each in the order in which they come. */
export function bundle<T extends Sized>(components: readonly T[], { bundleEdges }: BundleLimits): T[][] {
  const bundles: T[][] = [];
  let open: T[] = [];
  let edges = 0;
  for (const component of components) {
    if (component.graph.edgeCount >= bundleEdges) {
      bundles.push([component]);
      continue;
    }
    if (open.length === 0 || edges + component.graph.edgeCount > bundleEdges) {
      open = [];
      edges = 0;
      bundles.push(open);
    }
    open.push(component);
    edges += component.graph.edgeCount;
  }
  return bundles;
}
