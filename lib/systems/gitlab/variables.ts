import { Hidden, invalid } from '../../model';

/** Environment variables of jobs, as they stand in the file for everybody to read. */
export type Variables = Readonly<Record<string, string | number | boolean>>;

/**
 * Variables as the file has them: GitLab is kept from expanding a `$` in them. Throws `<place>.<name>: …` for a name that
 * no shell takes, and for what looks like a secret: that belongs into the project's settings, masked and protected.
 */
export function renderVariables(place: string, variables: Variables): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => {
      if (!/^[A-Za-z_]\w*$/.test(name)) throw invalid(place, 'names that a shell takes', name);
      if (SECRET_NAME.test(name) || SECRET_VALUE.test(String(value))) {
        throw invalid(
          `${place}.${name}`,
          'a value that everybody may read',
          new Hidden('what looks like a secret'),
          'keep it in the settings of the project, masked and protected, or use an id token',
        );
      }
      return [name, String(value).replaceAll('$', '$$$$')];
    }),
  );
}

/** Names of files are no secrets: `AWS_WEB_IDENTITY_TOKEN_FILE`. */
const SECRET_NAME = /(^|_)(TOKEN|PASSWORD|PASSWD|SECRET|PRIVATE_KEY|ACCESS_KEY(_ID)?|CREDENTIALS)$/i;
const SECRET_VALUE =
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b|\bgl(pat|dt|rt)-[\w-]{20,}|\bgh[pousr]_\w{36}|-----BEGIN [A-Z ]*PRIVATE KEY/;
