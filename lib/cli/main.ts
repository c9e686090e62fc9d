#!/usr/bin/env node
import { slipway } from './slipway';
import { ownTerminal } from './terminal';

void slipway(process.argv.slice(2), ownTerminal()).then((code) => {
  process.exitCode = code;
});
