import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunRecord } from '../play/record';
import { htmlPage } from './html-page';
import { markdownPage } from './markdown-page';

export const DOCS = join(__dirname, '..', '..', '..', 'docs');

/** Writes docs/rehearsal.md and docs/rehearsal.html. */
export function writeReport(record: RunRecord): void {
  writeFileSync(join(DOCS, 'rehearsal.md'), markdownPage(record));
  writeFileSync(join(DOCS, 'rehearsal.html'), htmlPage(record));
}
