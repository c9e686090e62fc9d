import { problem, type Rule, tryNearest } from '../../../audit';
import { at } from '../place';
import { eachInstruction } from './each';
import { dockerfile, GO, STATIC } from './examples';

/** A name that is near to no stage may be meant as an image, and is left alone. */
export const copiedFromNowhere: Rule = {
  id: 'DKR019',
  severity: 'error',
  title: 'files are copied from a stage that is not there',
  why: 'the builder takes the name for an image on Docker Hub and stops, or worse, finds one',
  repair: 'name an earlier stage',
  reference: 'https://docs.docker.com/reference/dockerfile/#copy---from',
  good: dockerfile(GO, STATIC, 'COPY --from=build /api /api'),
  bad: dockerfile(GO, STATIC, 'COPY --from=built /api /api'),
  check: eachInstruction(['COPY'], ({ flags, line }, stage, file) => {
    const from = flags.get('from')?.[0]?.toLowerCase() ?? '';
    const earlier = file.stages.slice(0, stage.index).flatMap(({ name }) => name ?? []);
    if (from === '' || from.includes('$') || earlier.includes(from)) return [];
    const later = file.stages.slice(stage.index).some(({ name }) => name === from);
    const beyond = /^\d+$/.test(from) && Number(from) >= stage.index;
    const nearest = /^[a-z][\w-]*$/.test(from) ? tryNearest(from, earlier) : undefined;
    if (!later && !beyond && nearest === undefined) return [];
    const why = later ? 'does not come before this one' : 'is not there';
    const repair =
      nearest === undefined ? `use ${earlier.join(' or ') || 'an earlier stage'}` : `write --from=${nearest}`;
    return [problem(at(file, line, 'COPY'), `the stage "${from}" ${why}`, repair)];
  }),
};
