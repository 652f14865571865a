UNWIND $ids AS id
MATCH (:BenchAccount {id: id})<-[:BENCH_FROM]-(t:BenchTransfer)-[:BENCH_TO]->(b:BenchAccount)
WHERE t.source IN $sources
RETURN DISTINCT b.id AS id
