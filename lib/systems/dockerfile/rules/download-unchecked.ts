import { problem, type Rule } from '../../../audit';
import { at } from '../place';
import { eachInstruction } from './each';
import { dockerfile, GO, DIGEST } from './examples';

export const downloadUnchecked: Rule = {
  id: 'DKR015',
  severity: 'warning',
  title: 'a file is added from the network without its checksum',
  why: 'the build takes whatever the server sends on that day, and the cache hides the change from some builds',
  repair: 'add --checksum=sha256:…',
  reference: 'https://docs.docker.com/reference/dockerfile/#add---checksum',
  good: dockerfile(GO, `ADD --checksum=${DIGEST} https://example.com/tool-1.2 /usr/local/bin/tool`),
  bad: dockerfile(GO, 'ADD https://example.com/tool-1.2 /usr/local/bin/tool'),
  check: eachInstruction(['ADD'], ({ text, flags, line }, _, file) => {
    const address = /(?:^|[\s"])(https?:\/\/[^\s"]+)/.exec(text)?.[1];
    if (address === undefined || flags.has('checksum') || /\.git(?:#|$)/.test(address)) return [];
    return [problem(at(file, line, 'ADD'), `${address} is added without its checksum`, 'add --checksum=sha256:…')];
  }),
};
