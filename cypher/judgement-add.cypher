// purpose: Adds a judgement; the same act sent twice is there once.
// access: write
// params: hash, no, left, right, verdict, classes, json
// returns: nothing
// order: none
MERGE (judgement:Judgement {hash: $hash})
ON CREATE SET judgement.no = $no, judgement.left = $left, judgement.right = $right, judgement.verdict = $verdict,
  judgement.classes = $classes, judgement.json = $json
