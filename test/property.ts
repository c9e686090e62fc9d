import { configureGlobal } from 'fast-check';

/** Property tests take the same examples in every run, so that a red one is about the change. Another seed: SLIPWAY_SEED=… npx jest */
configureGlobal({ seed: Number(process.env['SLIPWAY_SEED'] ?? 20261121) });

export * from 'fast-check';
