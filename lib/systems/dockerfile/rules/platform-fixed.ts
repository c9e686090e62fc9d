import { problem, type Rule } from '../../../audit';
import { at } from '../place';
import { eachStage } from './each';
import { DIGEST, dockerfile } from './examples';

export const platformFixed: Rule = {
  id: 'DKR012',
  severity: 'warning',
  title: 'a stage of the image is for one platform whatever the build is for',
  why: 'an image that says arm64 holds programs for amd64, which do not start there',
  repair: 'leave --platform out, or name $BUILDPLATFORM for a stage that compiles for others',
  reference: 'https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/',
  good: dockerfile(`FROM --platform=$BUILDPLATFORM golang:1.26@${DIGEST}`),
  bad: dockerfile(`FROM --platform=linux/amd64 golang:1.26@${DIGEST}`),
  check: eachStage((stage, file) => {
    const platform = stage.from.flags.get('platform')?.[0] ?? '';
    if (platform === '' || platform.includes('$')) return [];
    // A stage whose name says the platform is chosen by the build.
    const [, architecture = platform] = platform.split('/');
    if (stage.name?.includes(architecture)) return [];
    return [
      problem(
        at(file, stage.from.line, 'FROM'),
        `the stage ${stage.name ?? stage.index} is for ${platform} whatever the build is for`,
        'remove --platform, or write --platform=$BUILDPLATFORM',
      ),
    ];
  }),
};
