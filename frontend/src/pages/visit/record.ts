import { RecordStepLabels } from '../../api/generated';

/** wholeStep names a recording of the whole visit; it is no step that one marks. */
const wholeStep = '全程';

/** signingStep names a recording of the signing of a document, after the visit's end too. */
export const signingStep = '签署';

/** stepOptions are the important steps that are marked (art. 20). */
export const stepOptions = Object.entries(RecordStepLabels)
  .filter(([value]) => value !== wholeStep && value !== signingStep)
  .map(([value, label]) => ({ value, label }));

/** stepWords are what evidence may say it was taken of. */
export const stepWords = [
  wholeStep,
  '检查',
  ...stepOptions.map((o) => o.label),
  '责令改正',
  signingStep,
].map((value) => ({ value }));

/** marksOf are the paths of the time marks that were not taken back, earliest first. */
export function marksOf(paths: readonly string[], value: (path: string) => string): string[] {
  return paths
    .flatMap((p) => (value(p) && /^(mark\/[^/]+)\/at$/.exec(p)?.[1]) || [])
    .sort((a, b) => value(`${a}/at`).localeCompare(value(`${b}/at`)));
}
