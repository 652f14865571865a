MATCH ()-[t:BENCH_PAID]->() WHERE t.id > $after AND t.source IN $sources
RETURN t.id AS id, t.json AS json ORDER BY id LIMIT 1000
