import { describeWorlds } from './bars.ts';

describeWorlds(1, 10);
