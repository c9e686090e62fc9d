const WRITES =
  /(?:(?:(?:^|[\s"'])-o|--output|--out|--report-file|--iidfile|--digestfile|--digest-file|tee(?: -a)?|>>?)[ =\n]*|-coverprofile=|--junitfile[ =]|--output-file[ =])["']?(\/(?:tmp|var\/tmp|root|home)\/[\w./-]*\w)/g;

/** The files below folders of a container's own that a command text plainly writes, each once. */
export function filesWrittenBy(text: string): readonly string[] {
  return [...new Set([...text.matchAll(WRITES)].map(([, path = '']) => path))];
}
