import { writeExamples } from './docs/examples';

/** Takes the programs out of the documentation, for the compiler: a part of `npm run typecheck`. */
writeExamples();
