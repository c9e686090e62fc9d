import { editsManifests, shellCommands } from '../../lib/shell';

test.each([
  ['yq -i ".images[0].digest = strenv(DIGEST)" "$FILE"', true],
  ['yq --inplace .a=1 a.yaml', true],
  ['sed -i.bak "s|a|b|" deploy/values.yml', true],
  ['sed --in-place "s|tag: .*|tag: b|" "$FILE"', true],
  ['perl -pi -e "s/image: a/image: b/" $FILE', true],
  ['envsubst < a.tpl > a.yaml', true],
  ['cat >>a.yaml <<END\nEND', true],
  ['render | tee -a a.yaml', true],
  ['kustomize edit set image a=b', true],
  ['slipway promote a', true],
  ['/usr/bin/yq -i .a=1 a.yaml', true],
  ['yq .images[0] a.yaml', false],
  ['sed "s|a|b|" a.yaml', false],
  ['sed -i "s|1.0|1.1|" go.mod', false],
  ['sed -i "s|a|b|" "$FILE"', false],
  ['kubectl apply -f a.yaml', false],
  ['echo a.yaml > list.txt', false],
  ['git push --force', false],
])('%s', (script, expected) => {
  expect(editsManifests(shellCommands(script))).toBe(expected);
});
