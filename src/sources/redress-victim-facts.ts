import { plainCsvFormat } from './tables/plain-csv.ts';
import { victimFactsTarget } from './tables/victim-facts.ts';

export const redressVictimFacts = plainCsvFormat('redress-victim-facts', 'VICTIM_SUPPLIED', victimFactsTarget);
