import { it } from 'node:test';
import { neo4jOrSkip, servicesForTests } from '../../services.ts';
import { open } from './open-neo4j.ts';
import { storeContract } from './suite.ts';

if (servicesForTests().neo4j === null) it('the neo4j store keeps the contract', (t) => void neo4jOrSkip(t));
else storeContract('neo4j', open);
