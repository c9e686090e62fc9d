import { basename, dirname } from 'node:path/posix';
import { type Rule, problem } from '../../../audit';
import { applicationsOf } from '../applications';
import { SOURCE, application, manifests } from './examples';

const follows = (folder: string, name = 'api'): string =>
  application({ source: SOURCE.replace('dist/production', folder) }).replace('name: api', `name: ${name}`);

/** Which folder holds the environments is known from the Applications of those that are here. */
export const folderMissing: Rule = {
  id: 'ARG004',
  severity: 'error',
  title: 'an Application follows an environment that is not there',
  why: 'Argo CD can make no manifests: the Application is Unknown, and stays at what it applied last',
  repair: 'name the folder that the synthesis writes',
  reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/tool_detection/',
  good: manifests(follows('dist/example'), follows('dist/example', 'api-eu')),
  bad: manifests(follows('dist/example'), follows('dist/exmaple', 'api-eu')),
  check: ({ manifests, environments }) => {
    const names = new Set(environments.map(({ name }) => name));
    const followed = applicationsOf(manifests).flatMap(({ manifest, spec: { source }, isHere }) => {
      if (manifest.object.kind !== 'Application' || source?.path === undefined) return [];
      const place = `${source.repoURL}\n${dirname(source.path)}`;
      return [{ manifest, folder: source.path, place, known: isHere || names.has(basename(source.path)) }];
    });
    const places = new Set(followed.flatMap(({ known, place }) => (known ? place : [])));
    return followed
      .filter(({ known, place }) => !known && places.has(place))
      .map(({ manifest, folder }) =>
        problem(manifest, `${folder} is not there`, 'name a folder of the repository', 'spec.source.path'),
      );
  },
};
