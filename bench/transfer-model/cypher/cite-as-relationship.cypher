UNWIND $ids AS id
MATCH ()-[t:BENCH_PAID {id: id}]->()
MATCH (r:BenchRecord {id: t.record})
RETURN r.json AS json
