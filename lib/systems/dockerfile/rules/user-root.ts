import { problem, type Rule } from '../../../audit';
import { baseImageOf, isFromScratch, runsAsRoot, userOf } from '../base-image';
import { at } from '../place';
import { chainOf, historyOf, type ReadStage } from '../read-stage';
import { eachImage } from './each';
import { dockerfile, STATIC } from './examples';

/** Where the base image is not known to run as root, nothing is said of an image without `USER`. */
export const userRoot: Rule = {
  id: 'DKR004',
  severity: 'warning',
  title: 'the image runs as root',
  why: 'a namespace that enforces restricted refuses its pods, and elsewhere a hole in the service is one in its container',
  repair: 'end the last stage with USER 65532:65532',
  reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
  good: dockerfile(STATIC, 'USER 65532:65532'),
  bad: dockerfile('FROM gcr.io/distroless/static-debian13:latest'),
  check: eachImage((stage, file) => {
    const user = userOf(stage);
    if (user !== undefined && !/^(?:0|root)(?:$|:)/.test(user.user)) return [];
    const base = baseImageOf(stage);
    if (!user && !(base ? runsAsRoot(base) : isFromScratch(stage) && isStarted(stage))) return [];
    const message = user
      ? `USER ${user.user} is root`
      : `no USER is named, and ${chainOf(stage).at(-1)?.image} runs as root`;
    const place = user ? at(file, user.line, 'USER') : at(file, stage.from.line, 'FROM');
    return [problem(place, message, 'write USER 65532:65532 behind the last RUN')];
  }),
};

/** From nothing, one also makes what is only unpacked: that runs as nobody. */
function isStarted(stage: ReadStage): boolean {
  return historyOf(stage).some(({ keyword }) => keyword === 'ENTRYPOINT' || keyword === 'CMD');
}
