import * as fc from 'fast-check';

/** Property tests take the same examples in every run, so that a red one is about the change. Another seed: SLIPWAY_SEED=… npx jest */
fc.configureGlobal({ seed: Number(process.env['SLIPWAY_SEED'] ?? 20261121) });
