/**
 * Lowest intermediate balance rule: a claim is never more than the lowest balance since the deposit. On one account that is
 * `claim = min(claim + claimed in, balance)`, which is what own-money-first leaves (a property test holds the two together);
 * over several accounts it is taint-last with pro rata inside the class (interface 5).
 * Source: In re Hallett (1880); Roscoe v Winder [1915] 1 Ch 62; In re Dameron 155 F.3d 718 (4th Cir. 1998).
 */
export { taintLast as lowestBalance } from './taint-last.ts';
