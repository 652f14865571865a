import { describeWorlds } from './bars.ts';

describeWorlds(11, 20);
