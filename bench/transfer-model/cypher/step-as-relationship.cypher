UNWIND $ids AS id
MATCH (:BenchAccount {id: id})-[t:BENCH_PAID]->(b:BenchAccount)
WHERE t.source IN $sources
RETURN DISTINCT b.id AS id
