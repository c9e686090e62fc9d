/**
 * Regenerates imports/, schemas/ and crds/README.md from the facts in crds/. Needs no network. The same facts always
 * give the same files, so `git diff --exit-code imports schemas` tells whether somebody edited a generated file.
 */
import { readCrds } from './facts/crd';
import { readKubernetesFacts } from './facts/kubernetes';
import { writeReadme } from './facts/readme';
import { allKinds } from './schemas/kinds';
import { writeSchemas } from './schemas/files';
import { writeTypings } from './typings';

function main(): void {
  const crds = readCrds();
  const kinds = allKinds(crds, readKubernetesFacts());
  writeSchemas(kinds);
  writeReadme(kinds);
  writeTypings(crds);
}

main();
