// How the product runs Node. A small young generation and a heap that grows in small steps keep the peak of an ingest
// under 400 MB (bench/memory) at a few percent of time; without __proto__ no input can reach a prototype.
export const NODE_FLAGS = [
  '--disable-warning=ExperimentalWarning',
  '--disable-proto=delete',
  '--max-semi-space-size=8',
  '--heap-growing-percent=30',
];
