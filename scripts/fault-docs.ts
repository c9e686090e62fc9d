import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultPage } from './docs/fault-page';

/** Writes docs/faults.md anew from the catalogue of the articles' faults: `npm run docs`. */
writeFileSync(join(__dirname, '..', 'docs', 'faults.md'), faultPage());
