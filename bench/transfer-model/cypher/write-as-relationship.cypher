UNWIND $rows AS row
MERGE (a:BenchAccount {id: row.from})
MERGE (b:BenchAccount {id: row.to})
MERGE (a)-[t:BENCH_PAID {id: row.id}]->(b)
ON CREATE SET t.record = row.record, t.source = row.source, t.amount = row.amount, t.json = row.json
