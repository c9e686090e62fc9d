/** Property tests take the same examples in every run, so that a red one is about the change; another seed: SLIPWAY_SEED=… npx jest */
const fc = require('fast-check');

fc.configureGlobal({ seed: Number(process.env.SLIPWAY_SEED ?? 20261121) });
