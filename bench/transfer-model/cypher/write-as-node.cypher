UNWIND $rows AS row
MERGE (t:BenchTransfer {id: row.id})
ON CREATE SET t.record = row.record, t.source = row.source, t.amount = row.amount, t.json = row.json
MERGE (a:BenchAccount {id: row.from})
MERGE (b:BenchAccount {id: row.to})
MERGE (t)-[:BENCH_FROM]->(a)
MERGE (t)-[:BENCH_TO]->(b)
