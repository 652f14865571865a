import { open } from './open-embedded.ts';
import { storeContract } from './suite.ts';

storeContract('embedded', open);
