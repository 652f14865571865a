UNWIND $ids AS id
MATCH (t:BenchTransfer {id: id})
MATCH (r:BenchRecord {id: t.record})
RETURN r.json AS json
