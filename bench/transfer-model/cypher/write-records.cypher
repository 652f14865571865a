UNWIND $rows AS row
MERGE (r:BenchRecord {id: row.record})
ON CREATE SET r.json = row.json
