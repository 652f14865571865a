// purpose: Sources being received in some session, with what that session last said, if it is still there.
// access: read
// params: none
// returns: sha, session, host, pid, until
// order: sha
MATCH (source:Source)
WHERE source.sha > '' AND source.status = 'receiving' AND source.session IS NOT NULL
OPTIONAL MATCH (session:Session {id: source.session})
RETURN source.sha AS sha, source.session AS session, session.host AS host, session.pid AS pid, session.until AS until
ORDER BY sha
