import { problem, type Rule } from '../../../audit';
import { at } from '../place';
import { declaredIn } from '../reading';
import { namesSecret } from '../secret-names';
import { eachInstruction } from './each';
import { dockerfile, GO } from './examples';

export const secretInLayer: Rule = {
  id: 'DKR008',
  severity: 'error',
  title: 'a secret goes into the build as ARG or ENV',
  why: 'it stays readable in the history of the image, or in the provenance of the build, for everyone who may pull',
  repair: 'mount it for the one step that needs it (RUN --mount=type=secret), and change it: it is known',
  reference: 'https://docs.docker.com/build/building/secrets/',
  good: dockerfile(GO, 'RUN --mount=type=secret,id=netrc,target=/root/.netrc go mod download'),
  bad: dockerfile(
    GO,
    'ARG GITHUB_TOKEN',
    'RUN git config --global url.https://$GITHUB_TOKEN@github.com/.insteadOf https://github.com/',
  ),
  check: eachInstruction(['ARG', 'ENV'], ({ keyword, line, text }, _, file) =>
    declaredIn(text).flatMap(([name, value]) => {
      if (!namesSecret(name) || (keyword === 'ENV' && isHarmless(value))) return [];
      if (keyword === 'ARG' && value !== undefined && value !== '' && isHarmless(value)) return [];
      return [
        problem(
          at(file, line, keyword),
          `${keyword} ${name} carries a secret into the image's history`,
          `remove it and use RUN --mount=type=secret,id=${name.toLowerCase()}`,
        ),
      ];
    }),
  ),
};

/** Nothing, a path at which the secret is found, or a switch. */
function isHarmless(value: string | undefined): boolean {
  return value === undefined || value === '' || /^(?:\/|file:|true$|false$|none$|\d$)/i.test(value);
}
