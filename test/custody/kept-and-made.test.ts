import { type Example } from '../../lib/audit';
import { custodyRules } from '../../lib/custody';
import {
  BUILD,
  BUILT,
  CLONE,
  COMMIT,
  IMAGE,
  build,
  pusher,
  repository,
  run,
  task,
  withTerraform,
} from '../../lib/custody/rules/examples';
import { messagesOf } from '../rule-examples';

const said = (id: string, example: Example): readonly string[] => messagesOf(custodyRules, id, example);

describe('CUS022', () => {
  const asBuild = (...command: readonly string[]): readonly string[] =>
    said('CUS022', withTerraform(pusher(['order-service']), run([CLONE, task('other', command)], { other: 'build' })));

  test('is about whatever runs the code of the commit', () => {
    expect(asBuild('golangci-lint', 'run')).toHaveLength(1);
    expect(asBuild('trivy', 'image', IMAGE)).toEqual([]);
  });
});

describe('CUS023', () => {
  test('leaves a name alone that Terraform computes', () => {
    const computed = repository(['sha-*'], { name: '${var.name}' });
    expect(said('CUS023', withTerraform(computed, BUILD))).toEqual([]);
  });

  test('says nothing where Terraform makes none, or of another registry', () => {
    expect(said('CUS023', withTerraform({}, BUILD))).toEqual([]);
    const elsewhere = run([CLONE, build('sha-1', 'ghcr.io/acme/order-service')]);
    expect(said('CUS023', withTerraform(repository(['sha-*']), elsewhere))).toEqual([]);
  });
});

describe('CUS024', () => {
  const pushing = (tag: string): readonly string[] => {
    const mark = task('mark', ['crane', 'copy', BUILT, `${IMAGE}:${tag}`]);
    return said('CUS024', withTerraform(repository(['live-*', 'sha-*']), run([CLONE, build(), mark])));
  };

  test('compares what is known of a tag', () => {
    expect(pushing('live-1')).toEqual([]);
    expect(pushing(`stage-${COMMIT}`)).toEqual([
      `rule 1 is for live-* → ${IMAGE} is pushed as sha-…, stage-… → it selects no image`,
    ]);
  });

  test('says nothing where a tag is open', () => {
    expect(pushing(COMMIT)).toEqual([]);
  });

  test('knows that a push by digest gives no tag', () => {
    const output = `type=image,"name=${IMAGE}",push-by-digest=true,push=true`;
    const pushed = task('build', ['buildctl', 'build', '--output', output]);
    const mark = task('mark', ['crane', 'copy', BUILT, `${IMAGE}:sha-${COMMIT}`]);
    expect(said('CUS024', withTerraform(repository(['live-*', 'sha-*']), run([CLONE, pushed, mark])))).toEqual([
      `rule 1 is for live-* → ${IMAGE} is pushed as sha-… → it selects no image`,
    ]);
  });
});
